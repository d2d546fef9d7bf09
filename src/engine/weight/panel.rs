//! What a panel of experts judged of the children of an aggregate.

use super::{
    Ahp, AhpMethod, CONSISTENT_BELOW, Inconsistent, JudgementError, JudgementMatrix, ahp, worst,
};
use crate::engine::{ExpertJudgements, NodeId};

/// What the judgements of one expert, or of all together, come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Who; none for all together.
    pub expert: Option<String>,
    /// Weights in the order of children, λmax, CI, RI and CR.
    pub ahp: Ahp,
    /// The judgement that fits the others least.
    pub worst: Option<Inconsistent>,
}

/// What a panel of experts judged.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelOfExperts {
    /// Each expert, in their order.
    pub experts: Vec<Judged>,
    /// All together, by the geometric mean of their judgements; its weights are the weights.
    pub merged: Judged,
}

impl Judged {
    fn of(expert: Option<String>, matrix: &JudgementMatrix, method: AhpMethod) -> Self {
        let ahp = ahp(matrix, method);
        let worst = worst(matrix, &ahp.weights);
        Self { expert, ahp, worst }
    }

    /// Whether the judgements contradict one another more than is usually accepted.
    pub fn is_inconsistent(&self) -> bool {
        self.ahp.cr >= CONSISTENT_BELOW
    }
}

/// The weights of some children from the judgements of experts.
///
/// - Judgements about nodes that are not among the children do not count; an expert without any
///   about them is passed over. None if that leaves nobody.
/// - The first expert whose judgements are no matrix is the error, by name.
///
/// ```
/// use heng::engine::{AhpMethod, ExpertJudgements, Judgement, NodeId, weight::judge};
/// let pairs = vec![Judgement { node: NodeId(1), than: NodeId(2), value: 3.0 }];
/// let experts = [ExpertJudgements { expert: "张三".into(), pairs }];
/// let told = judge(&experts, &[NodeId(1), NodeId(2)], AhpMethod::default()).unwrap().unwrap();
/// assert!((told.merged.ahp.weights[0] - 0.75).abs() < 1e-12);
/// assert_eq!(judge(&[], &[NodeId(1), NodeId(2)], AhpMethod::default()), Ok(None));
/// ```
pub fn judge(
    experts: &[ExpertJudgements],
    children: &[NodeId],
    method: AhpMethod,
) -> Result<Option<PanelOfExperts>, (String, JudgementError)> {
    let place = |id: NodeId| children.iter().position(|child| *child == id);
    let mut matrices = Vec::new();
    let mut judged = Vec::new();
    for expert in experts {
        let pairs = expert.pairs.iter();
        let pairs = pairs.filter_map(|it| Some((place(it.node)?, place(it.than)?, it.value)));
        let pairs: Vec<(usize, usize, f64)> = pairs.collect();
        if pairs.is_empty() {
            continue;
        }
        let named = |error| (expert.expert.clone(), error);
        let matrix = JudgementMatrix::from_pairs(children.len(), pairs).map_err(named)?;
        judged.push(Judged::of(Some(expert.expert.clone()), &matrix, method));
        matrices.push(matrix);
    }
    if matrices.is_empty() {
        return Ok(None);
    }
    let merged = JudgementMatrix::merge(&matrices).map_err(|error| (String::new(), error))?;
    Ok(Some(PanelOfExperts {
        experts: judged,
        merged: Judged::of(None, &merged, method),
    }))
}
