import Foundation
import PluginProtocol
import Testing

@Suite struct JSONValueTests {
  private let value: JSONValue = [
    "year": 2020, "a/b": ["c~d": "deep"], "list": [1, ["x": true]], "": "empty",
  ]

  @Test(arguments: [
    ("/year", JSONValue.number(2020)), ("/a~1b/c~0d", "deep"), ("/list/0", 1), ("/list/1/x", true), ("/", "empty"),
  ])
  func `a pointer leads to a value`(pointer: String, expected: JSONValue) {
    #expect(value.value(at: pointer) == expected)
  }

  @Test(arguments: ["year", "/Year", "/list/2", "/list/-1", "/list/x", "/year/0", "/a/b"])
  func `a pointer that leads nowhere has no value`(pointer: String) {
    #expect(value.value(at: pointer) == nil)
  }

  @Test func `the empty pointer is the whole value`() {
    #expect(value.value(at: "") == value)
  }

  @Test func `an escaped tilde is not read twice`() {
    let odd: JSONValue = ["~1": "tilde one"]
    #expect(odd.value(at: "/~01") == "tilde one")
  }

  @Test func `a number is no boolean and a boolean is no number`() throws {
    let read = try JSONDecoder().decode([JSONValue].self, from: Data("[1,0,true,false,null,\"1\"]".utf8))
    #expect(read == [1, 0, true, false, .null, "1"])
  }
}
