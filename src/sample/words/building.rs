//! Words on the union's own work.

use super::{Extra, Lines, More, Project, record, told};
use crate::sample::school::Size;

pub const BUILDING: Lines = &["加强自身建设，提高服务本领", "抓好队伍和制度，打牢工会基础", "练好内功，规范管理"];
pub const CADRES: Lines = &["抓好工会干部学习", "带好工会干部队伍"];
pub const CADRE_LEAD: Lines = &["工会委员都是兼职，学习只能挤时间。", ""];
pub const CADRE_TAIL: Lines = &["学习以办过的事为例，办得不好的也拿出来说。", "新任的小组长由老组长带一个学期。"];
pub const ORDER: Lines = &["健全规章制度", "管好用好经费"];
pub const ORDER_LEAD: Lines = &["经费是会员的钱，怎么花要有规矩。", ""];
pub const ORDER_TAIL: Lines =
    &["经费审查委员会每半年看一次账，结果向会员公布。", "各项支出都有两名委员签字，票据附清单。"];
pub const NEWS: Lines = &["提案办理和送温暖", "读书节和教师成长", "教工活动和师德故事"];

/// Beside its own items.
pub const MORE_BUILDING: More = More {
    items: &[Extra {
        id: "jianhui",
        from: Size::County,
        percent: 60,
        titles: &["建好工会组织", "把工会建到组里"],
        leads: &["入会由本人提出，小组讨论，委员会批准。", ""],
        tails: &["新会员由小组长领着认一认职工之家。", "会员证和会籍每年核对一次。"],
    }],
    records: &[
        record(
            "ganbu",
            "weiyuan-shuzhi",
            (Size::County, 60),
            "会议",
            "时间：12月；名称：工会委员述职会；参加人次：«20..45»人；议程：听取 各委员述职",
        ),
        record(
            "ganbu",
            "waichu-xuexi",
            (Size::County, 50),
            "学习培训",
            "时间：〔4月｜10月〕；内容：工会干部培训；主办单位：县教育工会；参加者：工会委员；场次：1次；参加人次：«3..8»人次",
        ),
        record(
            "jianhui",
            "xin-huiyuan",
            (Size::County, 100),
            "活动",
            "时间：9月；名称：新会员入会活动；参加：«3..12»人",
        ),
        record(
            "jianhui",
            "xiaozu-huanjie",
            (Size::High, 60),
            "会议",
            "时间：〔2月｜8月〕；名称：工会小组长推选会；次数：«6..12»次",
        ),
        record(
            "zhidu",
            "zhidu-er",
            (Size::High, 70),
            "制度",
            "时间：〔6月｜10月〕；名称：〔教职工意见办理办法｜工会固定资产管理办法｜工会印章使用规定〕；办理：〔修订｜制定〕",
        ),
        record(
            "zhidu",
            "zhangmu-jiancha",
            (Size::County, 60),
            "检查",
            "时间：〔6月｜12月〕；对象：工会账目；次数：«2..4»次；内容：[票据、审批手续、福利签收]",
        ),
    ],
    told: &[
        told(
            "jingfei",
            &["管好每一笔经费", "把账算给大家看"],
            &[
                "工会的钱〔来自会费和拨缴｜不多〕，〔年初按项编预算，年中调一次｜每花一笔先问预算里有没有〕。〔两百元以上由委员会讨论，两百元以下由主席和经办人签字｜凡是买东西，先比三家〕。〔每季度在公开栏贴一张收支表，写到个位｜票据附清单，清单附签收〕。\n〔经审委员看账不打招呼｜经审委员会一年看两次〕，今年〔提出过三点意见，都改了｜问得最细的是节日慰问品的验收〕。会员要查账，〔当场就给看｜随到随查〕。",
            ],
        ),
        told(
            "dangan",
            &["管好工会档案", "把材料留全"],
            &[
                "往年工会的材料〔散在各个委员手里｜有的在电脑里，有的在抽屉里〕，〔要用时找不到｜换一任就断一截〕。今年〔按年份和事项重新归档，一事一袋｜由组织委员用一个月整理成册〕，〔缺的向老主席要，要不到的注明缺失｜照片都写上了时间和人名〕。\n〔理的时候翻出不少旧事，印成一页发给大家｜现在查一件事，五分钟找得到〕。",
            ],
        ),
        told(
            "yewu",
            &["学会办事", "工会干部学业务"],
            &[
                "委员都是兼职，〔没有学过工会业务｜换届以后一多半是新人〕。〔先学三样：经费怎么用、会怎么开、慰问怎么办｜遇到什么学什么〕，〔学的办法是请老委员讲一件办过的事，从头讲到尾｜每次会议用二十分钟学一条规定〕。\n〔学了就用，今年的会议记录比往年齐全｜有两件事办错了，也拿出来讲，免得再错〕。",
            ],
        ),
    ],
    projects: &[
        Project {
            item: "zhidu",
            id: "zhangmu",
            from: Size::County,
            percent: 70,
            what: "工会账目公布",
            when: "每季度一次",
            target: None,
            section: "活动",
            fields: "时间：全年；名称：工会账目公布活动；成效：〔会员查阅«6..20»人次｜每季度张贴一次〕",
        },
        Project {
            item: "ganbu",
            id: "xiaozuzhang-peixun",
            from: Size::County,
            percent: 60,
            what: "小组长培训",
            when: "3月",
            target: Some((8, 16, "人次")),
            section: "学习培训",
            fields: "时间：3月；内容：工会小组长培训；参加者：工会小组长；场次：1次；参加人次：«reached»人次",
        },
    ],
};
