"""Education (教育): pupils of primary and secondary schools, one workbook a school and term.

All workbooks in the folder are one delivery.  Where a pupil stands in several, the one of the latest term counts and
the others go to the quarantine as repeated keys; a pupil of an older term only is kept while that workbook lies there.
"""

from connectors.source import AddressMap, Excel, Expect, FullDrop, PersonMap, ResidenceLink, System, Table

STUDENTS = System(
    id="education_students",
    department="education",
    title="中小学生学籍系统",
    purpose="identity and residence of pupils",
    delivery=FullDrop("xj/*.xlsx", every=True),
    trust=70,
    tables=(
        Table(
            "xj",
            key=("学籍号",),
            reader=Excel(),
            records=(
                PersonMap(
                    name="姓名",
                    certificate="身份证件号",
                    student_number="学籍号",
                    sex="性别",
                    birth_date="出生日期",
                    phone="监护人电话",
                    guardian="监护人",
                ),
                AddressMap(text="家庭住址"),
            ),
            links=(ResidenceLink(role="living"),),
            ignore=("学校",),
            expect=Expect(rows=(70_000, 150_000), filled={"姓名": 0.99, "身份证件号": 0.85, "监护人": 0.8}),
        ),
    ),
)
