//! The fixed terms of union papers that a line does not break, beyond what a general dictionary knows.
//!
//! One word that a title broke badly is cured by adding it here. Order does not matter: the longest match wins.

/// Fixed terms, one token each.
pub const TERMS: &str = "
工作总结 工作计划 工作要点 工作报告 工作汇报 工作方案 工作打算 工作安排 工作设想 工作回顾 工作意见 工作情况 工作思路
工作部署 工作规划 工作简报 工作通报 工作考核 工作述职 工作重点 工作目标 工作制度 工作条例 工作会议 工作总结会
述职报告 自查报告 考察报告 调研报告 情况报告 情况通报 财务报告 决算报告 预算报告 审查报告 总结报告 任期工作报告
指导意见 实施意见 实施方案 实施细则 实施办法 考核办法 管理办法 考核细则 评选办法 活动方案 应急预案 责任分工
教职工 女职工 女教职工 离退休教职工 困难教职工 青年教职工 青年教师 女教师 教职员工 全体教职工 会员 工会会员 中小学 中小学校
幼儿园 教代会 职代会 教职工代表大会 职工代表大会 教职工大会 会员代表大会 工会会员代表大会 会员大会 代表大会 全委会
常委会 全体会议 全体委员会议 工会委员会 委员会 女职工委员会 经费审查委员会 经审委员会 劳动争议调解委员会 总支部委员会
支部委员会 教育工作委员会 党支部 党总支 总支部 党委会 总工会 教育工会 基层工会 学校工会 机关工会 工会小组 工会主席 工会干部 工会组织
工会工作者 优秀工会工作者 优秀工会之友 工会积极分子 优秀工会积极分子 先进基层工会 先进工会组织 先进工会小组 优秀工会小组
模范工会小组 优秀工会干部 优秀工会主席 先进教工之家 先进职工小家 先进个人 先进集体
先进工作者 劳动模范 五一劳动奖章 五一劳动奖状 五一巾帼标兵岗 巾帼建功 模范职工之家 先进职工之家 合格职工之家
模范职工小家 职工之家 职工小家 教工之家 教工社团 职工书屋 劳模工作室 创新工作室 工人先锋号 妈妈小屋 送温暖 送清凉 金秋助学
师德标兵 师德师风 师德建设 安康杯 疗休养 互助保障 医疗互助 职工医疗互助 大病救助 职业技能 技能竞赛 劳动竞赛 教学技能竞赛
教学竞赛 岗位练兵 文体活动 民主管理 民主监督 民主评议 民主测评 校务公开 党务公开 厂务公开 民主管理工作 校务公开工作 集体合同 集体协商
规范化建设 标准化建设 信息化建设 换届选举 换届 届中 目标管理 目标考核 绩效考核 收支情况 工会经费 经费收支 预决算 经审
会费收缴 经费使用 财务工作 国际妇女节 国际劳动节 妇女节 劳动节 教师节 元旦 春节 中秋 国庆 端午 上半年 下半年 全年 年度
学年 学年度 学期 季度 十三五 十四五 十五五 一线 九年一贯制 职业技术 特殊教育 高级中学 初级中学 外国语 实验小学 实验学校
教育集团 教育系统 教育局 教育中心 发展中心 凝心聚力 服务大局 围绕中心 促发展 谱新篇 开新局 新局面 新征程 新时代 新篇章
高质量 高质量发展 全县 全市 全区 全省 全国 全校 全镇 我校 我县 我市 我区 本校 今后 印发 报送 转发 批转 呈报 上报 下达 公布
补选 增补 推荐 表彰 命名 评选 评比 通报 批复 候选人 下一步 月度 月份 开展情况 落实情况 执行情况 完成情况 党风廉政 意识形态
扶贫济困 对口支援 结对帮扶 爱心捐款 排球比赛 篮球比赛 羽毛球比赛 乒乓球比赛 跳绳比赛 拔河比赛 气排球比赛 运动会 联谊会 座谈会
表彰大会 文艺汇演 会演 读书活动 演讲比赛 征文比赛 知识竞赛 志愿服务 普法宣传 安全生产 食堂 福利 慰问
";

/// Words that bind to what precedes them: particles, conjunctions, words of place and time.
pub const TAILS: &str = "
的 地 得 了 着 过 和 与 及 暨 以及 并 或 至 到 上 中 内 里 之 后 前 时 下 间
期间 以来 以上 之间 等 者 们 式 性 化
";

/// After these of [`TAILS`] the next member of a row begins: a good place for a new line.
pub const JOINS: &str = "和 与 及 暨 以及";

/// Words that lean on what follows them (进一步加强).
pub const LEADS: &str = "进一步 切实 全面 深入 认真 扎实 组织 努力 不断 继续";

/// Nouns so general that they lean on the word before them (系列活动, 收支情况) unless they begin a term of their own.
pub const LEANING: &str = "工作 情况 活动 事项 事宜 问题";

/// The verbs that 关于 governs in a title (关于印发…).
pub const VERBS: &str = "
印发 报送 转发 批转 呈报 上报 下达 公布 开展 举办 召开 做好 加强 表彰 命名 推荐 评选
组织 成立 申报 推进 落实 建设 调整 聘任 补选 增补 同意 参加 建立 实施 慰问
";

/// What ends the name of a place.
pub const PLACES: &[char] = &['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '村'];

/// What ends the name of a body.
pub const BODIES: &str = "
工会 总工会 教育工会 中国教育工会 学校工会 机关工会 工会委员会 委员会 女职工委员会 教育工作委员会 中学
小学 学校 学院 大学 幼儿园 高级中学 初级中学 实验小学 实验学校 教育局 教育集团 教育中心
发展中心 中心小学 党委 党支部 党总支 妇女联合会 妇联 团委 共青团 关工委
";

/// What may stand between a place and the end of a body's name (云溪县第三实验小学).
pub const BODY_PARTS: &str = "
教育 实验 中心 中小 职业 技术 职业技术 特殊教育 外国语 教师 发展 机关 直属 高级 初级
九年一贯制
";

/// What ends the name of a school.
pub const SCHOOLS: &str = "中学 小学 学校 学院 大学 幼儿园 集团 中心 教育局";

/// What a union calls itself after the name of its school.
pub const UNIONS: &str = "工会 工会委员会";

/// Whether `list`, one of the above, has `word`.
pub fn has(list: &str, word: &str) -> bool {
    // Most words are nowhere in the list, and the search for a piece of text is quick.
    list.contains(word) && list.split_whitespace().any(|one| one == word)
}
