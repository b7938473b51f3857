"""Numbers of system errors."""
EPERM, ENOENT, EINTR, EIO, EBADF, EAGAIN, ENOMEM, EACCES, EEXIST, EXDEV = 1, 2, 4, 5, 9, 11, 12, 13, 17, 18
ENOTDIR, EISDIR, EINVAL, EMFILE, EFBIG, ENOSPC, EROFS, EPIPE, ERANGE, ENAMETOOLONG = (
    20, 21, 22, 24, 27, 28, 30, 32, 34, 36)
ENOTEMPTY, ELOOP = 39, 40
EWOULDBLOCK = EAGAIN
errorcode = {value: name for name, value in list(globals().items()) if name[:1] == 'E'}
