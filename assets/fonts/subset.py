#!/usr/bin/env python3
"""Cut the bundled fonts out of the full Noto Sans SC.

    python3 assets/fonts/subset.py SOURCE.ttf TARGET.ttf [TEXT ...]

SOURCE is a full static NotoSansSC .ttf (npm package @expo-google-fonts/noto-sans-sc, files
400Regular/NotoSansSC_400Regular.ttf and 700Bold/NotoSansSC_700Bold.ttf).
TEXT are UTF-8 files whose every character must be in the font, such as lists of place names; what they
need beyond the fixed set is added to extra-characters.txt beside this script, which every run reads.

Needs fonttools. The same input gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

EXTRA = Path(__file__).with_name("extra-characters.txt")

# Tabular figures need no feature: the digits of Noto Sans SC all have one width. `tnum` is asked for all
# the same, so that a later release that moves them behind the feature keeps them.
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "vert", "tnum"]

# Blocks of which everything is taken that the source has.
BLOCKS = [
    (0x00A0, 0x01DC),  # Latin-1, Latin Extended-A, the vowels of pinyin
    (0x0300, 0x030C),  # combining macron, dot, caron
    (0x0391, 0x03C9),  # Greek
    (0x2002, 0x2051),  # dashes, quotation marks, dots, per mille, primes
    (0x2460, 0x249B),  # circled and bracketed numbers
    (0x2500, 0x259F),  # box drawing, blocks
    (0x3000, 0x3029),  # Chinese punctuation
    (0xFF01, 0xFFE5),  # full width
]
# Wanted one by one, beside ASCII and GB2312: the source lacking any of these is reported.
SIGNS = "€℃№™←↑→↓↕↔▲▼△▽▶◀◆◇●○◎★☆■□✓−×÷±√∞∑∏∂∫∝∈∩∪≈≠≡≤≥①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹²³⁴"


def gb2312():
    """Every character of GB2312."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def wanted():
    """What the fonts hold whatever the texts say."""
    return {*gb2312(), *map(chr, range(0x20, 0x7F)), *SIGNS}


def in_blocks(offered):
    """What the source has of the blocks; egui's own fonts and the system's serve the rest."""
    return {c for c in offered if any(first <= ord(c) <= last for first, last in BLOCKS)}


def extra_characters(texts, known):
    """The characters kept in extra-characters.txt, after adding those the texts need."""
    kept = set(EXTRA.read_text("utf-8").strip()) if EXTRA.exists() else set()
    found = {c for text in texts for c in Path(text).read_text("utf-8-sig") if c.isprintable()}
    extra = sorted((kept | found) - known)
    EXTRA.write_text("".join(extra) + "\n", "utf-8", newline="\n")
    return set(extra)


def main(source, target, *texts):
    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"], name_languages=["*"]
    )
    font = subset.load_font(source, options)
    offered = set(map(chr, font.getBestCmap()))
    fixed = wanted() | in_blocks(offered)
    extra = extra_characters(texts, fixed)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(fixed | extra))
    cutter.subset(font)
    subset.save_font(font, target, options)

    cut = TTFont(target)
    names = cut.getBestCmap()
    held = set(map(chr, names))
    lost = ((fixed | extra) & offered) - held
    if lost:
        sys.exit(f"{target} lost {''.join(sorted(lost))}")
    lacking = [f"{c} (U+{ord(c):04X})" for c in sorted((fixed | extra) - offered)]
    digits = sorted({cut["hmtx"][names[ord(d)]][0] for d in "0123456789"})
    print(f"{target}: {len(held)} characters, {Path(target).stat().st_size} bytes, digit widths {digits}")
    print("the source lacks:", ", ".join(lacking) or "nothing")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
