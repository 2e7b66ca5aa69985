"""The six questions of a report on one importer, as a plugin asks them and as SQL over a lean table.

A lean table has: reporter, partner, flow, hs, day (the first of the month or fiscal year, as a date's text), value.
"""

FIRST, LAST = 2017, 2021
CATEGORIES = ["vaccine_human", "blood_immuno", "antibiotic_med", "insulin_med", "vitamins_med", "other_med"]
CODES = {"vaccine_human": ["300220"], "insulin_med": ["300431"], "vitamins_med": ["300450"]}


def asked(importer, grain="month", years=(FIRST, LAST)):
    """Returns name, question and SQL of each."""
    first, last = years
    where = {"partner": importer, "flow": "X", "product": "pharma_chapter"}
    span = {"from": str(first), "to": str(last)}
    base = "FROM lean WHERE partner = '%s' AND flow = 'X' AND hs >= '30' AND hs < '31'" % importer
    year = "substr(day, 1, 4)"
    categories = " OR ".join("hs IN (%s)" % ", ".join("'%s'" % code for code in codes) for codes in CODES.values())
    unit = {"month": "substr(day, 1, 7)", "fiscal-year-april": year}[grain]
    long = "year" if grain == "month" else grain
    yield ("year by reporter",
           {"measures": ["value"], "by": ["reporter", "period"], "where": where, "partial": True,
            "period": dict(span, grain=long)},
           "SELECT reporter, %s y, sum(value) %s GROUP BY 1, 2 ORDER BY 1, 2" % (year, base))
    if grain == "month":
        yield ("same months",
               {"measures": ["value"], "by": ["reporter", "period"], "where": where, "partial": True,
                "period": dict(span, grain="year", months=[1, 4])},
               "SELECT reporter, %s y, sum(value) %s AND substr(day, 6, 2) <= '04' GROUP BY 1, 2 ORDER BY 1, 2"
               % (year, base))
    else:
        yield ("by partner",
               {"measures": ["value"], "by": ["partner", "period"], "partial": True,
                "where": {"flow": "X", "product": "vaccine_human"}, "period": dict(span, grain=long)},
               "SELECT partner, %s y, sum(value) FROM lean WHERE hs LIKE '300220%%' OR hs LIKE '300241%%'"
               " GROUP BY 1, 2 ORDER BY 1, 2" % year)
    yield ("change by category",
           {"measures": ["value"], "by": ["product", "period"], "where": dict(where, product=list(CODES)),
            "partial": True, "period": {"from": str(last - 1), "to": str(last), "grain": long}},
           "SELECT hs, %s y, sum(value) %s AND (%s) AND %s >= '%d' GROUP BY 1, 2 ORDER BY 1, 2"
           % (year, base, categories if grain == "month" else "hs LIKE '300220%' OR hs LIKE '300241%'"
              " OR hs LIKE '300431%' OR hs LIKE '300450%'", year, last - 1))
    yield ("top partners",
           {"measures": ["value"], "by": ["reporter" if grain == "month" else "partner"], "order": ["-value"],
            "limit": 10, "partial": True, "period": span,
            "where": where if grain == "month" else {"flow": "X", "product": "pharma_chapter"}},
           "SELECT %s, sum(value) %s GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
           % (("reporter", base) if grain == "month"
              else ("partner", "FROM lean WHERE hs >= '30' AND hs < '31'")))
    yield ("months of five years" if grain == "month" else "years",
           {"measures": ["value"], "by": ["period"], "where": where, "partial": True, "period": dict(span, grain=grain)},
           "SELECT %s m, sum(value) %s GROUP BY 1 ORDER BY 1" % (unit, base))
    yield ("missing months" if grain == "month" else "missing years",
           {"measures": ["rows"], "by": ["reporter", "period"], "where": where, "fill": "null",
            "period": dict(span, grain=grain)},
           "WITH p AS (SELECT DISTINCT %s m FROM lean), r AS (SELECT DISTINCT reporter %s) SELECT r.reporter, p.m"
           " FROM r CROSS JOIN p LEFT JOIN (SELECT DISTINCT reporter, %s m %s) h ON h.reporter = r.reporter"
           " AND h.m = p.m WHERE h.m IS NULL ORDER BY 1, 2" % (unit, base, unit, base))
