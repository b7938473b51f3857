import argparse, sys
sys.argv = ['prog.py']
def t(f):
    try: print(f())
    except SystemExit as e: print('exit', e.code)
    except Exception as e: print(type(e).__name__, e)
sys.stderr = sys.stdout
p = argparse.ArgumentParser(description='PyTorch MNIST Example')
p.add_argument('--batch-size', type=int, default=64, metavar='N', help='input batch size for training (default: 64)')
p.add_argument('--lr', type=float, default=0.01, help='learning rate (default: %(default)s)')
p.add_argument('--no-cuda', action='store_true', default=False, help='disables CUDA training')
p.add_argument('-v', '--verbose', action='count', default=0)
p.add_argument('--mode', choices=['a', 'b'], default='a', help='a very long help text that needs to be wrapped because it is longer than the width of the terminal')
p.add_argument('--items', nargs='+', type=int)
p.add_argument('--opt', nargs='?', const='C', default='D')
p.add_argument('file', nargs='?', default='in.txt', help='the file')
print(p.parse_args([]))
print(p.parse_args(['--batch-size', '32', '--lr=0.5', '-vv', '--items', '1', '2', '3', '--opt', '--mode', 'b', 'x.txt']))
print(p.format_help()); print(p.format_usage()); 
t(lambda: p.parse_args(['--lr', 'abc'])); t(lambda: p.parse_args(['--mode', 'z'])); t(lambda: p.parse_args(['--bogus'])); t(lambda: p.parse_args(['a', 'b'])); t(lambda: p.parse_args(['--lr'])); t(lambda: p.parse_args(['-h'])); t(lambda: p.parse_args(['--items'])); print(p.parse_known_args(['--zz', 'q', '--lr', '1'])); print(p.parse_args(['--batch', '5']))
q = argparse.ArgumentParser(prog='q')
q.add_argument('x', type=int); q.add_argument('y', nargs='*'); q.add_argument('--flag', '-f', dest='ff', action='store_false'); g = q.add_mutually_exclusive_group(); g.add_argument('--a', action='store_true'); g.add_argument('--b', action='store_true'); q.add_argument('--req', required=True)
t(lambda: q.parse_args([])); t(lambda: q.parse_args(['1', '--req', 'z', '--a', '--b'])); print(q.parse_args(['1', 'p', 'q', '--req', 'z', '-f'])); q.print_help()
s = argparse.ArgumentParser(prog='s'); sub = s.add_subparsers(dest='cmd', help='sub help'); a = sub.add_parser('add', help='adds'); a.add_argument('n', type=int); b = sub.add_parser('rm'); b.add_argument('--all', action='store_true')
print(s.parse_args(['add', '3']), s.parse_args(['rm', '--all']), s.parse_args([])); s.print_help(); t(lambda: s.parse_args(['zz'])); t(lambda: s.parse_args(['add'])); a.print_help()
e = argparse.ArgumentParser(prog='e', formatter_class=argparse.ArgumentDefaultsHelpFormatter, epilog='the end'); e.add_argument('--n', type=int, default=3, help='count'); e.add_argument('--long-option-name-here', default='x', help='h'); e.add_argument('--bool', action=argparse.BooleanOptionalAction); gr = e.add_argument_group('group', 'desc'); gr.add_argument('--ga'); e.print_help(); print(e.parse_args(['--no-bool', '--ga', '1']))
v = argparse.ArgumentParser(prog='v'); v.add_argument('--version', action='version', version='%(prog)s 1.0'); t(lambda: v.parse_args(['--version'])); v.add_argument('-n', type=int); print(v.parse_args(['-n5']), v.parse_args(['-n', '-5'])); v.set_defaults(zz=1); print(v.parse_args([])); ns = v.parse_args([]); print(ns.n, vars(ns), 'n' in ns)
t(lambda: v.add_argument('--n', '-n')); t(lambda: argparse.ArgumentParser().add_argument('--x', action='bad'))
w = argparse.ArgumentParser(prog='w'); w.add_argument('--app', action='append'); w.add_argument('--pair', nargs=2); print(w.parse_args(['--app', '1', '--app', '2', '--pair', 'a', 'b'])); t(lambda: w.parse_args(['--pair', 'a']))
