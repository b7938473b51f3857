let bytesMethods: [Builtin] = []
