"""The kits stand as copies in the folders of the plugins, because a plugin is a folder that is whole by itself."""

import unittest

from fake_host import PYTHON_KIT, ROOT, SHELL_KIT


class CopyTests(unittest.TestCase):
    def test_every_copy_is_the_kit_as_it_is(self) -> None:
        for kit in (PYTHON_KIT, SHELL_KIT):
            for copy in sorted((ROOT / "Plugins").glob(f"*/{kit.name}")):
                with self.subTest(copy.relative_to(ROOT)):
                    self.assertEqual(copy.read_bytes(), kit.read_bytes(), "run: Scripts/vendor-kits")


if __name__ == "__main__":
    unittest.main()
