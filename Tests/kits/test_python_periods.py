"""Periods as months, in the kit for Python."""

import importlib.util
import unittest

from fake_host import PYTHON_KIT

SPECIFICATION = importlib.util.spec_from_file_location("waybill", PYTHON_KIT)
assert SPECIFICATION and SPECIFICATION.loader
waybill = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(waybill)


class PeriodTests(unittest.TestCase):
    def test_periods_of_whole_months(self) -> None:
        january = 2020 * 12
        for text, first, last in [("2020", 0, 11), ("2020-04", 3, 3), ("2020-Q2", 3, 5), ("2020-01..2020-04", 0, 3),
                                  ("2019..2020", -12, 11), ("2019-04..2020-03", -9, 2)]:
            with self.subTest(text):
                self.assertEqual(waybill.months(text), (january + first, january + last))

    def test_days_are_no_months(self) -> None:
        self.assertIsNone(waybill.months("2020-04-11..2020-04-20"))


if __name__ == "__main__":
    unittest.main()
