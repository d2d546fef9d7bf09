"""Writes the tables of this folder from the source lists named in SOURCES.md.

    python3 make.py FOLDER TSCHARACTERS

FOLDER holds the lists as CSV (cn-divisions.csv, cn-counties.csv, cn-aliases.csv, cn-city-clusters.csv,
countries.csv, country-codes-other.csv); TSCHARACTERS is the table of the same name from OpenCC.
The tables are tab-separated so that reading them needs no quoting. `abolished.tsv`, `extra-names.tsv`,
`groups.tsv` and `lookalikes.tsv` are kept by hand and not written here.
"""

import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).parent


def read(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, columns, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="\n") as file:
        for row in [columns, *rows]:
            assert not any("\t" in cell or "\n" in cell for cell in row), row
            file.write("\t".join(row) + "\n")


def main(folder, characters):
    divisions = read(folder, "cn-divisions.csv")
    columns = ["code", "level", "full_name", "short_name", "english_name", "pinyin", "parent_code", "region4", "rank"]
    write("divisions.tsv", columns, [[row[key] for key in columns] for row in divisions])

    # County-level units directly under a province stand in both lists; the first is kept.
    known = {row["code"] for row in divisions}
    columns = ["code", "full_name", "parent_code"]
    counties = [row for row in read(folder, "cn-counties.csv") if row["code"] not in known]
    write("counties.tsv", columns, [[row[key] for key in columns] for row in counties])

    short = {row["code"]: row["short_name"] for row in divisions}
    columns = ["alias", "code", "type", "first_year", "last_year"]
    aliases = [row for row in read(folder, "cn-aliases.csv") if row["alias"] != short[row["code"]]]
    write("aliases.tsv", columns, [[row[key] for key in columns] for row in aliases])

    columns = ["cluster", "code", "extent", "plan"]
    write("clusters.tsv", columns, [[row[key] for key in columns] for row in read(folder, "cn-city-clusters.csv")])

    columns = ["iso3", "iso2", "iso_num", "name_zh", "name_en", "aliases"]
    countries = read(folder, "countries.csv")
    write("countries.tsv", columns, [[row[key] for key in columns] for row in countries])

    columns = ["code", "iso3", "used_by"]
    write("country-codes.tsv", columns, [[row[key] for key in columns] for row in read(folder, "country-codes-other.csv")])

    # Only the characters that names here are written with.
    used = set("".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.tsv")) if path.name != "traditional.tsv"))
    pairs = []
    for line in pathlib.Path(characters).read_text(encoding="utf-8").splitlines():
        traditional, simplified = line.split("\t")
        simplified = simplified.split()[0]
        if simplified in used and traditional != simplified:
            pairs.append([traditional, simplified])
    write("traditional.tsv", ["traditional", "simplified"], sorted(pairs))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
