//! What a roll-up says of itself.

use crate::facts::amount::Amount;
use crate::facts::table::record;
use crate::facts::types::ByName;
use crate::facts::value::Text;

record! {
    Rollup "rollup" "汇总" ("汇总的情况，由 niandu rollup 写", "of what the figures are the sum; written by `niandu rollup`") {
        reported "reported" "学校数": Amount ["所"] = "计入的学校数", "how many schools are summed" => "44所";
        expected "expected" "应报": Option<Amount> ["所"] = "名册里应报送的学校数", "how many schools the register has" => "46所";
        missing "missing" "未报": Vec<Text> = "没有报送的单位", "the bodies that have not handed in" => "青禾县第五小学";
        left_out "left_out" "未计入": Vec<Text> = "报送了而不能计入的单位", "the bodies that have handed in and could not be summed" => "青禾县第六小学工会";
        sources "sources" "出处": Option<Text> = "逐项列出每个合计出自哪些学校的表，写相对本文件的路径", "the table of the schools that each sum comes from, relative to this file" => "汇总-2025.csv";
        partial "partial" "部分和": Option<Text> = "下级各单位的部分和，供再上一级逐校汇总，写相对本文件的路径", "the partial sums of the bodies below, from which the next level sums school by school, relative to this file" => "汇总-2025.part.json";
        digest "digest" "校验": Option<Text> = "部分和的 SHA-256：不是同一次汇总的，不能用", "the SHA-256 of the partial sums: those of another run are not taken" => "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        schools "schools" "各项学校数": ByName<Amount> ["所"] = "合并的记录各有几所学校，以编号为键", "how many schools each merged record stands for, by its id" => "tiaosheng: 38所";
        candidates "candidates" "典型候选": Vec<Candidate> = "可作典型的学校，供办公室参考，不写进文件", "schools that may be examples to others; for the office, told in no paper";
    }

    Candidate "candidate" "典型候选" ("一所可作典型的学校及其依据", "a school that may be an example, and why") {
        school "school" "学校": Text = "名称", "its name" => "青禾县第一小学工会";
        figure "figure" "依据": Text = "按哪个数排", "the figure that it is ranked by" => "慰问.金额";
        value "value" "数值": Amount = "这个数", "that figure" => "1.2万元";
        honours "honours" "已获荣誉": Option<Amount> ["次"] = "本期已获荣誉的次数", "how often it is named among the honours of the period" => "2次";
    }
}

impl Rollup {
    /// Whether all that should have handed in are summed, as far as is known.
    pub fn is_whole(&self) -> bool {
        let expected = self.expected.as_ref().is_none_or(|expected| expected.sum.value <= self.reported.sum.value);
        expected && self.missing.is_empty() && self.left_out.is_empty()
    }
}
