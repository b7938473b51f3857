import Glibc

/// `_host`: what the modules of the library that are written in Python need of the system. Each
/// function asks for the permission it takes; a file must have been opened here to be used here.
func hostFunctions(_ files: OpenFiles) -> [Builtin] {
  descriptorFunctions(files) + pathFunctions + processFunctions
}

/// The descriptors that code has opened.
final class OpenFiles: @unchecked Sendable {
  private var descriptors: Set<Int32> = []

  func insert(_ descriptor: Int32) { descriptors.insert(descriptor) }

  /// The descriptor, if code has opened it.
  fileprivate func descriptor(_ value: Value, _ m: Machine) throws(Raised) -> Int32 {
    let number = Int32(truncatingIfNeeded: try m.index(value))
    guard descriptors.contains(number) else { throw m.systemError(EBADF, nil) }
    return number
  }

  fileprivate func remove(_ descriptor: Int32) { descriptors.remove(descriptor) }

  deinit { for descriptor in descriptors { close(descriptor) } }
}

private func descriptorFunctions(_ files: OpenFiles) -> [Builtin] {
  [
    Builtin("open(path, flags, mode=438)", "Open a file for low level IO.") {
      (m, a) throws(Raised) in
      let path = try m.path(a[0])
      let flags = Int32(truncatingIfNeeded: try m.index(a[1]))
      let writes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC) != 0
      if flags & O_ACCMODE != O_WRONLY { try m.require(.read, path) }
      if writes { try m.require(.write, path) }
      let mode = mode_t(truncatingIfNeeded: try a.given(2).map { (v) throws(Raised) in try m.index(v) } ?? 0o666)
      let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
      guard descriptor >= 0 else { throw m.systemError(errno, a[0]) }
      files.insert(descriptor)
      return .int(Int(descriptor))
    },
    Builtin("close(fd)", "Close a file descriptor.") { (m, a) throws(Raised) in
      let descriptor = try files.descriptor(a[0], m)
      files.remove(descriptor)
      guard Glibc.close(descriptor) == 0 else { throw m.systemError(errno, nil) }
      return .none
    },
    Builtin("read(fd, size)", "Read up to size bytes; all of them if size is negative.") {
      (m, a) throws(Raised) in
      let descriptor = try files.descriptor(a[0], m)
      return m.bytes(try m.read(descriptor, try m.index(a[1])))
    },
    Builtin("write(fd, data)", "Write all the bytes.") { (m, a) throws(Raised) in
      let descriptor = try files.descriptor(a[0], m)
      let bytes = try m.requireBytes(a[1])
      var done = 0
      while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw m.systemError(errno, nil) }
        done += count
        try m.checkInterrupt()
      }
      return .int(bytes.count)
    },
    Builtin("seek(fd, offset, whence)", "Move the file's position.") { (m, a) throws(Raised) in
      let whence = Int32(truncatingIfNeeded: try m.index(a[2]))
      let place = lseek(try files.descriptor(a[0], m), try m.index(a[1]), whence)
      guard place >= 0 else { throw m.systemError(errno, nil) }
      return .int(place)
    },
    Builtin("truncate(fd, size)", "Cut the file to a size.") { (m, a) throws(Raised) in
      guard ftruncate(try files.descriptor(a[0], m), try m.index(a[1])) == 0 else {
        throw m.systemError(errno, nil)
      }
      return .none
    },
    Builtin("isatty(fd)", "Whether the file is a terminal.") { (m, a) throws(Raised) in
      .bool(Glibc.isatty(try files.descriptor(a[0], m)) == 1)
    },
  ]
}

private let pathFunctions: [Builtin] = [
  Builtin("fspath(path)", "Return the file system path representation of the object.") {
    (m, a) throws(Raised) in
    try m.fileSystemPath(a[0])
  },
  Builtin("stat(path, follow_symlinks=True)", "Mode, inode, device, links, owner, group, size, times.") {
    (m, a) throws(Raised) in
    let path = try m.path(a[0])
    try m.require(.read, path)
    var details = stat()
    let follows = try a.given(1).map { (v) throws(Raised) in try m.isTrue(v) } ?? true
    guard fstatat(AT_FDCWD, path, &details, follows ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
      throw m.systemError(errno, a[0])
    }
    let numbers = [
      Int(details.st_mode), Int(details.st_ino), Int(details.st_dev), Int(details.st_nlink),
      Int(details.st_uid), Int(details.st_gid), Int(details.st_size),
    ]
    let times = [details.st_atim, details.st_mtim, details.st_ctim]
    return m.tuple(
      numbers.map { .int($0) } + times.map { .int($0.tv_sec &* 1_000_000_000 &+ $0.tv_nsec) })
  },
  Builtin("listdir(path)", "The names in a folder.") { (m, a) throws(Raised) in
    let path = try m.path(a[0])
    try m.require(.read, path)
    guard let folder = opendir(path) else { throw m.systemError(errno, a[0]) }
    defer { closedir(folder) }
    let names = m.newList()
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(m.string(name)) }
    }
    return .object(names.object)
  },
  Builtin("mkdir(path, mode=511)", "Make a folder.") { (m, a) throws(Raised) in
    let mode = mode_t(truncatingIfNeeded: try a.given(1).map { (v) throws(Raised) in try m.index(v) } ?? 0o777)
    return try m.change(a[0]) { Glibc.mkdir($0, mode) }
  },
  Builtin("rmdir(path)", "Remove an empty folder.") { (m, a) throws(Raised) in
    try m.change(a[0]) { Glibc.rmdir($0) }
  },
  Builtin("unlink(path)", "Remove a file.") { (m, a) throws(Raised) in
    try m.change(a[0]) { Glibc.unlink($0) }
  },
  Builtin("chmod(path, mode)", "Change the permissions of a file.") { (m, a) throws(Raised) in
    let mode = mode_t(truncatingIfNeeded: try m.index(a[1]))
    return try m.change(a[0]) { Glibc.chmod($0, mode) }
  },
  Builtin("utime(path, access_ns, modification_ns)", "Set the times of a file.") {
    (m, a) throws(Raised) in
    let nanoseconds = [try m.index(a[1]), try m.index(a[2])]
    let times = nanoseconds.map {
      timespec(tv_sec: $0 / 1_000_000_000, tv_nsec: $0 % 1_000_000_000)
    }
    return try m.change(a[0]) { utimensat(AT_FDCWD, $0, times, 0) }
  },
  Builtin("rename(source, target)", "Rename a file, replacing what is there.") {
    (m, a) throws(Raised) in
    let source = try m.path(a[0])
    try m.require(.write, source)
    let target = try m.path(a[1])
    try m.require(.write, target)
    guard Glibc.rename(source, target) == 0 else {
      throw m.systemError(errno, a[0], a[1])
    }
    return .none
  },
  Builtin("symlink(source, target)", "Make a symbolic link.") { (m, a) throws(Raised) in
    let source = try m.path(a[0])
    try m.require(.read, source)
    return try m.change(a[1]) { Glibc.symlink(source, $0) }
  },
  Builtin("readlink(path)", "Where a symbolic link points.") { (m, a) throws(Raised) in
    let path = try m.path(a[0])
    try m.require(.read, path)
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes {
      Glibc.readlink(path, $0.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped, $0.count)
    }
    guard count >= 0 else { throw m.systemError(errno, a[0]) }
    return m.string(String(decoding: buffer[..<count], as: UTF8.self))
  },
  Builtin("realpath(path)", "The path without links and dots.") { (m, a) throws(Raised) in
    let path = try m.path(a[0])
    try m.require(.read, path)
    return m.string(resolvedPath(path))
  },
  Builtin("access(path, mode)", "Whether a file may be reached so.") { (m, a) throws(Raised) in
    let path = try m.path(a[0])
    try m.require(.read, path)
    return .bool(Glibc.access(path, Int32(truncatingIfNeeded: try m.index(a[1]))) == 0)
  },
  Builtin("getcwd()", "The current folder.") { (m, a) throws(Raised) in m.string(currentFolder()) },
  Builtin("chdir(path)", "Change the current folder.") { (m, a) throws(Raised) in
    let path = try m.path(a[0])
    try m.require(.read, path)
    guard Glibc.chdir(path) == 0 else { throw m.systemError(errno, a[0]) }
    return .none
  },
]

private let processFunctions: [Builtin] = [
  Builtin("permits(access)", "Whether 'read', 'write', 'run' or 'environment' is allowed at all.") {
    (m, a) throws(Raised) in
    let accesses: [String: Host.Access] = [
      "read": .read, "write": .write, "run": .run, "environment": .environment,
    ]
    guard let access = accesses[try m.requireText(a[0], "access")] else { return .bool(false) }
    return .bool(m.host.permits(access, currentFolder()))
  },
  Builtin("environment()", "The environment variables.") { (m, a) throws(Raised) in
    try m.require(.environment)
    var pairs: [(String, Value)] = []
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { pairs.append((String(parts[0]), m.string(String(parts[1])))) }
      entry += 1
    }
    return m.dict(pairs)
  },
  Builtin("system(command)", "Run a command in the shell; its exit status.") { (m, a) throws(Raised) in
    try m.require(.run)
    let command = try m.requireText(a[0], "command")
    return .int(Int(Glibc.system(command)))
  },
  Builtin("getpid()", "The number of this process.") { (m, a) throws(Raised) in .int(Int(Glibc.getpid())) },
  Builtin("cpu_count()", "The number of processors.") { (m, a) throws(Raised) in
    .int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  },
  Builtin("uname()", "System, node, release, version, machine.") { (m, a) throws(Raised) in
    var name = utsname()
    Glibc.uname(&name)
    func text<Field>(_ field: Field) -> Value {
      withUnsafeBytes(of: field) { bytes in
        m.string(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
      }
    }
    return m.tuple([
      text(name.sysname), text(name.nodename), text(name.release), text(name.version),
      text(name.machine),
    ])
  },
  Builtin("urandom(size)", "Random bytes.") { (m, a) throws(Raised) in
    let size = try m.index(a[0])
    guard size >= 0 else { throw m.raise(.valueError, "negative argument not allowed") }
    guard size <= 1 << 28 else { throw m.raise(.memoryError, "") }
    return m.bytes(m.host.entropy(size))
  },
]

extension Machine {
  /// Raises PermissionError, with the flag that would help, unless code may reach a path so.
  public func require(_ access: Host.Access, _ path: String = "") throws(Raised) {
    guard !host.permits(access, path) else { return }
    let (what, flag) =
      switch access {
      case .read: (try repr(string(path)), "--allow-read")
      case .write: (try repr(string(path)), "--allow-write")
      case .run: ("running programs", "--allow-run")
      case .environment: ("the environment", "--allow-env")
      }
    throw raise(.permissionError, "cellgrad: \(what) is closed to cells; start with \(flag)")
  }

  /// The str or bytes that a path object stands for, or that it is.
  fileprivate func fileSystemPath(_ value: Value) throws(Raised) -> Value {
    if value.object(.string) != nil || value.object(.bytes) != nil { return value }
    let path = try callSpecial(symbol("__fspath__"), value)
    if path.isUndefined {
      throw raise(
        .typeError,
        "expected str, bytes or os.PathLike object, not \(TypeObject(type(of: value)).name)")
    }
    if path.object(.string) != nil || path.object(.bytes) != nil { return path }
    throw raise(
      .typeError,
      "expected \(typeName(of: value)).__fspath__() to return str or bytes, "
        + "not \(typeName(of: path))")
  }

  /// The text of a path, which has no zero in it.
  fileprivate func path(_ value: Value) throws(Raised) -> String {
    if let bytes = rawBytes(value) { return String(decoding: bytes, as: UTF8.self) }
    let path = try fileSystemPath(value)
    guard let text = text(path) else {
      return String(decoding: rawBytes(path) ?? [], as: UTF8.self)
    }
    guard !text.utf8.contains(0) else { throw raise(.valueError, "embedded null byte") }
    return text
  }

  /// Changes what a path names.
  fileprivate func change(_ value: Value, _ body: (String) -> Int32) throws(Raised) -> Value {
    let path = try path(value)
    try require(.write, path)
    guard body(path) == 0 else { throw systemError(errno, value) }
    return .none
  }

  /// The OSError of an error number, with the paths it is about.
  fileprivate func systemError(_ number: Int32, _ path: Value?, _ second: Value? = nil) -> Raised {
    var arguments: [Value] = [.int(Int(number)), string(String(cString: strerror(number)))]
    if let path { arguments.append(path) }
    if let second { arguments += [.none, second] }
    do throws(Raised) {
      return raise(instance: try construct(types[.osError], arguments, []))
    } catch {
      return error
    }
  }

  /// Reads up to `size` bytes, all of them if it is negative.
  fileprivate func read(_ descriptor: Int32, _ size: Int) throws(Raised) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: size < 0 ? 1 << 16 : min(size, 1 << 16))
    while size < 0 || bytes.count < size {
      let wanted = size < 0 ? buffer.count : min(buffer.count, size - bytes.count)
      let count = Glibc.read(descriptor, &buffer, wanted)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw systemError(errno, nil) }
      if count == 0 { break }
      bytes += buffer[..<count]
      try checkInterrupt()
    }
    return bytes
  }
}
