/// The magics that need a running session, by what they are about.
extension Kernel {
  static var magics: [Magic<Kernel>] {
    nameMagics + resetMagics + historyMagics + codeMagics + timeMagics + profileMagics + captureMagics
      + helpMagics + systemMagics + folderMagics + fileMagics + logMagics + errorMagics
      + settingMagics + storeMagics + sessionMagics + graphMagics + CommandAlias.standardMagics
  }
}
