internal import PluginProtocol
internal import TradeModel

/// A claims file: what a text says, claim by claim, in a form that can be tested.
package struct ClaimsFile: Sendable {
  /// The file's name without its folder.
  var name: String
  /// The digest of its bytes.
  var digest: String
  /// What the text is called.
  var title: String
  /// Who printed the text, as its own figures are named in a dataset; they are no evidence for it.
  var origin: String
  /// The day of the text.
  var date: String
  /// Where it can be read: a web address or a citation.
  var address: String
  /// Prints that are not to be trusted alone, with the reason.
  var doubtful: [JSONValue]
  /// The claims in the order of the file.
  var claims: [Claim]
  /// Sums and comparisons of the text's own figures.
  var closures: [Closure]

  /// One claim.
  struct Claim: Sendable {
    /// The name, unique in the file.
    var id: String
    /// What is claimed, in the words of whoever wrote the file.
    var words: String
    /// What kind of claim it is.
    var kind: String
    /// The verdict of a check by hand, where there was one.
    var known: String?
    /// Why no test can settle it; nil where tests can.
    var untestable: String?
    /// What the author of the file remarks.
    var note: String?
    /// Where it begins.
    var place: FilePlace
    /// The tests; none where the claim is context, or cannot be tested.
    var tests: [Test]
  }

  /// One test of a claim.
  struct Test: Sendable {
    /// The keys and values as they are sent to the plugin.
    var fields: [String: JSONValue]
    /// What the text states; nil where it gives no figure.
    var stated: StatedAmount?
    /// A threshold or a band that the test needs.
    var limit: StatedAmount?
    /// The codes to be checked against the dataset's lists, with their places.
    var codes: [ListedCode]
    /// Where it begins.
    var place: FilePlace
  }

  /// A code that stands in the file.
  struct ListedCode: Sendable {
    /// `area`, `product` or `unit`.
    var list: String
    /// The code.
    var code: String
    /// Where it stands.
    var place: FilePlace
  }

  /// A sum or a comparison of figures of the text.
  struct Closure: Sendable {
    /// The name, unique among claims and closures.
    var id: String
    /// What is added up or compared, in words.
    var words: String
    /// The terms on the left and on the right: a sign and a claim each.
    var left: [String]
    /// The relation: `<=`, `<`, `=`, `>`, `>=`.
    var relation: String
    /// The terms on the right.
    var right: [String]
    /// The claims that the closure speaks for.
    var claims: [String]
    /// An amount on the right side, instead of claims.
    var limit: StatedAmount?
    /// Where it begins.
    var place: FilePlace
  }
}
