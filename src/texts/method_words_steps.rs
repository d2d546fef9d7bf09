//! The steps before normalising in words, for a cover page.

use super::{
    Language, Texts,
    findings_step::percent,
    method_words::{Census, lower_first},
};
use crate::engine::{Imputation, Method, Over, Screen, Treatment, treat::Then};

impl Texts {
    /// A line for each step before normalising that does something.
    pub(super) fn lines_before_normalising(self, method: &Method, census: &Census) -> Vec<String> {
        let divided = (method.denominate && census.denominators > 0).then_some(census.denominators);
        let lagged = (census.lagged > 0).then_some(census.lagged);
        let lines = [
            lagged.map(|it| self.lag_line(it)),
            divided.map(|it| self.denominate_line(it)),
            method.screen.as_ref().and_then(|it| self.screen_line(it)),
            self.imputation_line(&method.imputation),
            self.treatment_line(&method.treatment),
        ];
        lines.into_iter().flatten().collect()
    }

    fn lag_line(self, indicators: usize) -> String {
        match self.language {
            Language::Chinese => format!("数据：{indicators} 个指标使用更早时期的数据（滞后）"),
            Language::English => {
                format!("Data: {indicators} indicator(s) use data of earlier periods (lag)")
            }
        }
    }

    fn denominate_line(self, indicators: usize) -> String {
        match self.language {
            Language::Chinese => {
                format!("去规模：{indicators} 个指标先除以各自的分母（例如人均）")
            }
            Language::English => format!(
                "Denominate: {indicators} indicator(s) were divided by their denominators first, as in values per head"
            ),
        }
    }

    fn screen_line(self, screen: &Screen) -> Option<String> {
        if screen.is_idle() {
            return None;
        }
        let zh = self.language == Language::Chinese;
        let mut parts = Vec::new();
        if let Some(share) = screen.units.map(percent) {
            parts.push(if zh {
                format!("至少 {share} 的指标有数据才参评")
            } else {
                format!("a unit is ranked with data for at least {share} of the indicators")
            });
        }
        if let Some(share) = screen.nodes.map(percent) {
            parts.push(if zh {
                format!("每个分支下至少 {share} 的指标有数据才参评")
            } else {
                format!("and for at least {share} of those below every branch")
            });
        }
        if let Some(share) = screen.nonzero.map(percent) {
            parts.push(if zh {
                format!("有数据的指标至少 {share} 不为零才参评")
            } else {
                format!("at least {share} of its values are not zero")
            });
        }
        let (kept, out) = (screen.force_in.len(), screen.force_out.len());
        if kept > 0 {
            parts.push(if zh {
                format!("指定保留 {kept} 个对象")
            } else {
                format!("{kept} unit(s) are kept in any case")
            });
        }
        if out > 0 {
            parts.push(if zh {
                format!("指定排除 {out} 个对象")
            } else {
                format!("{out} unit(s) are left out in any case")
            });
        }
        let head = self.pick("筛选：", "Screen: ");
        Some(format!("{head}{}", parts.join(self.pick("，", ", "))))
    }

    fn imputation_line(self, imputation: &Imputation) -> Option<String> {
        if *imputation == Imputation::None {
            return None;
        }
        let zh = self.language == Language::Chinese;
        let mut parts = vec![self.imputation_name(imputation).to_owned()];
        parts.extend(match imputation {
            Imputation::GroupMean { group, .. } | Imputation::GroupMedian { group, .. } if zh => {
                Some(format!("按“{group}”分组"))
            }
            Imputation::GroupMean { group, .. } | Imputation::GroupMedian { group, .. } => {
                Some(format!("groups of “{group}”"))
            }
            Imputation::RowMean { level } if zh => Some(format!("参照第 {level} 层节点下的指标")),
            Imputation::RowMean { level } => {
                Some(format!("by the indicators below the node of level {level}"))
            }
            Imputation::CarryForward { max: Some(max) } if zh => Some(format!("最多往前 {max} 期")),
            Imputation::CarryForward { max: Some(max) } => {
                Some(format!("{max} period(s) back at most"))
            }
            Imputation::Constant { value } => Some(value.to_string()),
            _ => None,
        });
        parts.extend(imputation.over().map(|over| self.periods_behind(&over)));
        let help = self.imputation_help(imputation);
        Some(self.step_line(["插补：", "Impute: "], &parts, help))
    }

    fn treatment_line(self, treatment: &Treatment) -> Option<String> {
        if *treatment == Treatment::None {
            return None;
        }
        let mut parts = vec![self.treatment_name(treatment).to_owned()];
        parts.extend(self.treatment_parameters(treatment));
        parts.extend(treatment.over().map(|over| self.periods_behind(&over)));
        let help = self.treatment_help(treatment);
        Some(self.step_line(["异常值：", "Outliers: "], &parts, help))
    }

    fn treatment_parameters(self, treatment: &Treatment) -> Vec<String> {
        let zh = self.language == Language::Chinese;
        match treatment {
            Treatment::None => Vec::new(),
            Treatment::Winsorise {
                points,
                skewness,
                kurtosis,
                then,
                ..
            } => {
                let limits = if zh {
                    format!("最多改 {points} 个值，偏度门槛 {skewness}、峰度门槛 {kurtosis}")
                } else {
                    format!("{points} values at most, skewness {skewness} and kurtosis {kurtosis}")
                };
                let then = match then {
                    Then::Log => self.pick("仍不够时取对数", "the logarithm if that is not enough"),
                    Then::None => self.pick("不取对数", "no logarithm after that"),
                };
                vec![limits, then.to_owned()]
            }
            Treatment::BoxCox { lambda } if zh => vec![format!("幂次 {lambda}")],
            Treatment::BoxCox { lambda } => vec![format!("power {lambda}")],
            Treatment::Percentile { lower, upper, .. } if zh => {
                vec![format!("第 {lower} 与第 {upper} 百分位")]
            }
            Treatment::Percentile { lower, upper, .. } => {
                vec![format!("percentiles {lower} and {upper}")]
            }
            Treatment::Iqr { factor, .. } if zh => vec![format!("{factor} 倍四分位距")],
            Treatment::Iqr { factor, .. } => vec![format!("{factor} interquartile ranges")],
            Treatment::Fixed { lower, upper } => {
                let (least, most) = (self.pick("下限", "at least"), self.pick("上限", "at most"));
                let bounds = [(least, lower), (most, upper)].into_iter();
                let bounds = bounds.filter_map(|(word, bound)| Some((word, (*bound)?)));
                bounds
                    .map(|(word, bound)| format!("{word} {bound}"))
                    .collect()
            }
        }
    }

    /// From which periods a step looks at values.
    fn periods_behind(self, over: &Over) -> String {
        let from = self.over_name(over);
        match self.language {
            Language::Chinese => format!("统计量{from}取"),
            Language::English => format!("statistics from {from}"),
        }
    }

    fn step_line(self, head: [&'static str; 2], parts: &[String], help: &str) -> String {
        let head = self.pick(head[0], head[1]);
        let parts = parts.join(self.pick("，", ", "));
        match self.language {
            Language::Chinese => format!("{head}{parts}：{help}"),
            Language::English => format!("{head}{parts}: {}", lower_first(help)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::UnitId;

    fn told(method: &Method, language: Language) -> Vec<String> {
        let census = Census {
            denominators: 3,
            lagged: 0,
            ..Census::default()
        };
        Texts::new(language).lines_before_normalising(method, &census)
    }

    #[test]
    fn steps_that_do_nothing_are_not_told() {
        for language in Language::ALL {
            assert!(told(&Method::default(), language).is_empty());
            let idle = Method {
                screen: Some(Screen::default()),
                ..Method::default()
            };
            assert!(told(&idle, language).is_empty());
        }
    }

    #[test]
    fn every_step_is_told_with_its_parameters() {
        let method = Method {
            denominate: true,
            screen: Some(Screen {
                force_out: vec![UnitId(1)],
                ..Screen::usual()
            }),
            imputation: Imputation::GroupMean {
                group: "地区".into(),
                over: Over::Pooled,
            },
            treatment: Treatment::Percentile {
                lower: 5.0,
                upper: 95.0,
                over: Over::Period,
            },
            ..Method::default()
        };
        let parts = [
            ["3 个指标先除以各自的分母", "3 indicator(s) were divided"],
            [
                "至少 66.7% 的指标有数据才参评，指定排除 1 个对象",
                "at least 66.7% of the indicators, 1 unit(s) are left out",
            ],
            [
                "按“地区”分组，统计量各期合并取",
                "groups of “地区”, statistics from all periods together",
            ],
            [
                "第 5 与第 95 百分位，统计量各期分别取",
                "percentiles 5 and 95, statistics from each period by itself",
            ],
        ];
        for (at, language) in Language::ALL.into_iter().enumerate() {
            let lines = told(&method, language);
            assert_eq!(lines.len(), parts.len());
            for (line, part) in lines.iter().zip(parts) {
                assert!(line.contains(part[at]), "{line}");
            }
        }
    }

    #[test]
    fn every_treatment_and_imputation_has_a_line_unless_it_does_nothing() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for it in Treatment::all() {
                assert_eq!(texts.treatment_line(&it).is_none(), it == Treatment::None);
            }
            for it in Imputation::all() {
                assert_eq!(texts.imputation_line(&it).is_none(), it == Imputation::None);
            }
        }
    }
}
