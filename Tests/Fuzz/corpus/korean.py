이름 = '홍길동'
점수 = {'국어': 90, '수학': 85.5}
def 평균(표: dict) -> float:
    """점수의 평균을 냅니다."""
    return sum(표.values()) / len(표)
print(f'{이름}의 평균: {평균(점수):.2f}점', 이름[::-1], len(이름), 이름.encode('utf-8'))
for 과목, 값 in sorted(점수.items(), key=lambda 쌍: 쌍[1]): print(f'{과목:>6}|{값:<8}|{"★" * int(값 // 10)}')
class 학생:
    def __init__(자신, 이름): 자신.이름 = 이름
    def __repr__(자신): return f'학생({자신.이름!r})'
print([학생('가'), 학생("나'다")], '가' < '나', '가나다'.find('다'), '한 글'.split(), 'é' == 'e\u0301', '\ud55c')
try: 없는_이름
except NameError as 오류: print(오류)
