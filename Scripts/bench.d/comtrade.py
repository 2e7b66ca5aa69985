"""A file as UN Comtrade's website gives it: 47 names, 48 fields in quotes, values that follow a power law."""

import csv
import os
import random

from common import BENCH

HEADER = ("typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,"
          "flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,"
          "classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,"
          "mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,"
          "isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
          "legacyEstimationFlag,isReported,isAggregate")
REPORTERS, PARTNERS, CODES = 60, 200, 5000
MONTHS = [(year, month) for year in range(2017, 2022) for month in range(1, 13)]


def areas():
    with open("Data/reference/areas.csv", encoding="utf-8", newline="") as file:
        return [(int(row["m49"]), row["iso3"], row["name"].replace('"', "")) for row in csv.DictReader(file)
                if row["kind"] == "country" and row["m49"].strip("0")]


def codes():
    """Returns the subheadings of the file: those of the product groups, and others up to the number."""
    with open("Data/products/codes.csv", encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file) if row["owner"] == "WCO" and len(row["code"]) == 6}
    rest = ("%02d%02d%02d" % (chapter, heading, sub) for heading in range(1, 20) for sub in range(10, 60, 10)
            for chapter in range(1, 98) if chapter != 77)
    for code in rest:
        if len(known) == CODES:
            break
        known.add(code)
    return sorted(known)


def large_and_small():
    """Returns the partners with the largest and with a small share of the rows."""
    known = areas()
    return known[-PARTNERS][1], known[-PARTNERS + 150][1]


def write(rows):
    """Writes the file unless it is there; returns its path."""
    path = "%s/comtrade-%d.csv" % (BENCH, rows)
    if os.path.exists(path):
        return path
    known = areas()
    reporters, partners = known[:REPORTERS], known[-PARTNERS:]
    weights = [1 / (place + 3) for place in range(PARTNERS)]
    goods = codes()
    rng = random.Random(7)
    blocks = REPORTERS * len(MONTHS)
    partial = path + ".part"
    with open(partial, "w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\r\n")
        done = 0
        for block in range(blocks):
            reporter, (year, month) = reporters[block // len(MONTHS)], MONTHS[block % len(MONTHS)]
            count = rows * (block + 1) // blocks - done
            done += count
            front = '"C","M","%d%02d01","%d","%d","%d%02d","%d","%s","%s",' % (
                year, month, year, month, year, month, *reporter)
            edition = "H4" if year < 2017 else "H5"
            file.write("".join(rows_of(front, edition, rng, partners, weights, goods, count)))
    os.rename(partial, path)
    return path


def rows_of(front, edition, rng, partners, weights, goods, count):
    seen = set()
    for partner, good in zip(rng.choices(partners, weights, k=count), rng.choices(goods, k=count)):
        flow, words = ("X", "Export") if rng.random() < 0.5 else ("M", "Import")
        # One row for each reporter, period, partner, flow and code, as in the real files.
        while (partner[0], flow, good) in seen:
            good = rng.choice(goods)
        seen.add((partner[0], flow, good))
        value = int(rng.paretovariate(0.6) * 1000) % 10 ** 11
        if rng.random() < 0.7:
            weight = value // 7 + 1
            amounts = '"8","kg","%d","false","-1","N/A","0","false","%d","false"' % (weight, weight)
        else:
            amounts = '"-1","N/A","0","false","-1","N/A","0","false","0","false"'
        money = '"%d",,"%d"' % (value, value) if flow == "M" else ',"%d","%d"' % (value, value)
        yield ('%s"%s","%s","%d","%s","%s","0","W00","World","%s","HS","true","%s","Goods of the tariff line %s","6",'
               '"true","C00","TOTAL CPC","0","0","TOTAL MOT",%s,"0","false",%s,"0","true","false",\r\n'
               % (front, flow, words, *partner, edition, good, good, amounts, money))
