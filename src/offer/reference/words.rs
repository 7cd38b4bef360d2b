//! What the reference pages say beside their tables, Chinese and English.

/// A kind of value: its name, ways to write it, and what to know.
pub struct Kind {
    pub name: [&'static str; 2],
    pub examples: &'static [&'static str],
    pub note: [&'static str; 2],
}

pub const INTRODUCTION: [&str; 2] = [
    "# 事实文件的键\n\n\
     这一页由程序自己的键名表写成，一个键也不漏。写第一份文件，先看 [README](../README.zh-CN.md)；\
     要一份空白的，用 `niandu new 文件夹 --year 2026`。\n\n\
     键名可用中文，也可用英文，可以混写。标（必填）的必须写，其余都可不写。合计、占比、比率都由工具算，\
     写了“报出”的数，工具拿来核对。[English](reference.md)\n\n",
    "# The keys of a facts file\n\n\
     This page is made from the program's own table of keys and leaves none out. To write a first file begin with the\n\
     [README](../README.md); for an empty one call `niandu new DIR --year 2026 --lang en`.\n\n\
     Keys may be English or Chinese, mixed freely. What is marked (required) must be written, everything else may be left\n\
     out. Totals, shares and rates are computed; where one is stated, it is checked. [中文](reference.zh.md)\n\n",
];

pub const KINDS: &[Kind] = &[
    Kind {
        name: ["文字", "text"],
        examples: &["教职工跳绳比赛"],
        note: ["一行，照原样印出", "one line, printed as it is"],
    },
    Kind {
        name: ["段落", "paragraphs"],
        examples: &["增强了团队凝聚力", "共{{ 活动.数量 }}次"],
        note: [
            "作者的话，一行一段，可含引用；几段的写在 `键: |` 之下，缩进两格",
            "the author's words, a paragraph a line, with references; several of them stand under `key: |`, two spaces in",
        ],
    },
    Kind {
        name: ["数量", "amount"],
        examples: &["42人", "近600人次", "30余篇", "11.5万元", "约1200元", "超过80人", "不详"],
        note: [
            "只写数字时用第一个单位；约数词只用一个；`不详` 不等于零",
            "a bare number has the first unit; one word of approximation at most; `不详` (not known) is not zero",
        ],
    },
    Kind {
        name: ["时间", "time"],
        examples: &["2025-05-20", "5月20日", "4月", "4月至6月", "上半年", "全年", "9月中旬", "春节前", "“三八”节前后"],
        note: [
            "知道多少写多少；以数字开头的须是日期，其余是场合；不写年份的在本期之内",
            "as precise as it is known; what begins with a digit is a date, anything else an occasion; without a year it lies in the period",
        ],
    },
    Kind {
        name: ["时期", "period"],
        examples: &["2025", "2025年上半年", "2024—2025学年", "2024-10 .. 2025-09"],
        note: ["年、半年、学年，或起止月份", "a year, a half-year, a school year, or first and last month"],
    },
    Kind {
        name: ["整数", "whole number"], examples: &["7", "第7届"], note: ["用阿拉伯数字", "in Arabic digits"]
    },
    Kind {
        name: ["百分比", "percentage"],
        examples: &["57.9%", "100%"],
        note: ["报出的比率，供核对", "a rate as stated, to be checked"],
    },
    Kind { name: ["是或否", "yes or no"], examples: &["是", "否", "yes", "no"], note: ["", ""] },
    Kind {
        name: ["列表", "list"],
        examples: &["[林晓禾, 周宁]"],
        note: [
            "也可一行一个，各以 `- ` 开头；只有一个时不必写成列表",
            "or one a line, each after `- `; a single value stands for a list of one",
        ],
    },
    Kind {
        name: ["自定的键", "keys of your own"],
        examples: &["{副科级: 2人, 股级: 3人}"],
        note: ["键由作者起名，每个键一个值", "the author names the keys, each with a value"],
    },
];

pub const REFERENCES: [&str; 2] = [
    "段落里写 `{{ … }}`，印出时换成事实或由它算出的数：`{{ 教职工.总数 }}`、`{{ 慰问.金额 }}`（一栏各条相加；慰问里写了 `受助: 是` 的不算）、\
     `{{ tiaosheng.时间 }}`（用编号指一条记录）、`{{ tiaosheng }}`（整条写成一句）。数量后可加格式：`| 数`、`| 元`、`| 万元`；\
     日期可加 `| 年月日`。除了键名，还可以写：\n\n| 名称 | 英文 | 例 | 是什么 |\n|---|---|---|---|\n",
    "In paragraphs `{{ … }}` stands for a fact or a figure that follows from it: `{{ staff.total }}`, `{{ relief.amount }}`\n\
     (all records of a section added up, relief marked `received: yes` left out), `{{ tiaosheng.when }}` (a record by its id),\n\
     `{{ tiaosheng }}` (the record as a clause). An amount may have a format: `| 数` (the bare number), `| 元`,\n\
     `| 万元`; a date `| 年月日`. Beside the keys there are:\n\n\
     | name | Chinese | example | meaning |\n|---|---|---|---|\n",
];

pub const TAIL: [&str; 2] = [
    "\n<a id=\"more\"></a>\n\n## 待填、核实、包含\n\n\
     - **待填**：还没有的值写 `待填`，也可写在句子里。检查和印出时每处是一个错误（E065），不会印到文件里。\n\
     - **核实**（allow）：提醒（W 开头）核对无误的，在所在的记录里写 `核实: [W101: 已与上级核对]`，写明代码和理由，以后不再提醒。\n\
     - **包含**（include）：`包含: [活动.yaml]` 把同一文件夹或其下的文件并进来读；同名的列表接在一起，其余的键只能写在一个文件里。\n",
    "\n<a id=\"more\"></a>\n\n## 待填, allow, include\n\n\
     - **待填** (to be filled in): stands where a value is still missing, also within a sentence. Each place is an error (E065) when\n\
       the file is checked or printed; none reaches the paper.\n\
     - **allow** (核实): a warning (W…) that has been looked into is answered in its record, with code and reason:\n\
       `allow: [W101: 已与上级核对]`.\n\
     - **include** (包含): `include: [activities.yaml]` reads files of the same folder or below as part of this one; lists of the same\n\
       name are joined, any other key stands in one file only.\n",
];
