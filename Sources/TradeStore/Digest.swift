import Crypto

/// Returns the digest as lower-case hexadecimal digits with `sha256:` in front.
func hexadecimal(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text = Array("sha256:".utf8)
  for byte in digest {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// Returns the SHA-256 of a text in UTF-8, `sha256:` in front.
func digest(of text: String) -> String {
  var hasher = SHA256()
  unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
    unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(bytes))
  }
  return hexadecimal(hasher.finalize())
}
