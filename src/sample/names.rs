//! Names of places, schools and persons, all invented, and the words that mark each school.

use crate::sample::dice::Dice;

const FIRST: &str = "柳松竹梅荷桂枫榆槐桐杏桃梨棠兰芦苇茶麦稻云霞虹露霜星月晨晴岚碧翠丹青白紫金银玉珠";
const SECOND: &str = "溪河湖湾浦渡桥塘泉潭岭峰坡岗坪原岩谷洲屿亭关铺集庄店营堡寨埠";
const HAMLET: &str = "上下东西南北中前后大新老长高宽平安和兴茂";

const SURNAMES: &str =
    "周林许陆冯杜何唐高赵秦方沈罗田马叶宋梁韩邓萧程曹袁董潘于蒋蔡余贾丁魏薛任姚卢傅钟姜崔谭廖范汪戴夏贺江";
const GIVEN: &[&str] = &[
    "知远", "若溪", "晓禾", "静书", "一舟", "雨桐", "远帆", "朗月", "砚秋", "小满", "向川", "映雪", "长青", "知夏",
    "清和", "思齐", "书言", "景行", "怀瑾", "子衿", "明澈", "予安", "念慈", "沐阳", "行之", "望舒", "采薇", "鹿鸣",
    "南乔", "星河", "云帆", "立言", "守拙", "致远", "含章", "若谷", "听澜", "问渠", "疏桐", "春山", "秋实", "冬阳",
    "青禾", "云深", "松年", "柏舟", "兰心", "梅生",
];

/// The alphabets of the four characters of a mark share none, so that no mark stands in two others side by side.
const MARKS: [&str; 4] = [
    "岚汐溯沁澄澜漪湛潋滢泓涟淇渌沐濯霁霏霖雯虹霭曦晖晗晟昭旻旭昕曜朗",
    "杉枫桐楠榕樟梓榆槐柏椿棠梧楸桦栎茗荷莲菱芷蘅蓝荻苇芦芸萱蔷薇蕊莘",
    "笛箫琴瑟筝鼓钟磬笙埙铃铎琵琶谣歌韵律咏吟诵赋诗词章篇卷墨砚笺帛翰",
    "舟楫帆橹桨筏渡津桥亭台阁楼轩榭廊院巷径陌阡垄畴圃园庭阶檐牖扉窗堂",
];
/// How many schools can be told apart by their marks.
pub const MOST: usize = 32 * 32 * 32 * 32;

fn letter(alphabet: &str, at: usize) -> char {
    alphabet.chars().nth(at % alphabet.chars().count()).unwrap_or_default()
}

/// A made-up word that stands in the facts of this school and of no other.
pub fn mark(school: usize) -> String {
    // Neighbours look unlike each other: an odd factor only changes the order of the words.
    let mut left = (school * 387_421 + 98_765) % MOST;
    let mut mark = String::new();
    for alphabet in MARKS {
        mark.push(letter(alphabet, left));
        left /= 32;
    }
    mark
}

/// The place of a school: a town, and the hamlet in it where all towns have their school.
pub fn place(school: usize) -> (String, String) {
    let (first, second) = (FIRST.chars().count(), SECOND.chars().count());
    let towns = first * second;
    // 769 has no factor in common with the number of towns, so each comes once a round.
    let at = (school % towns * 769 + 311) % towns;
    let town: String = [letter(FIRST, at % first), letter(SECOND, at / first)].iter().collect();
    let round = school / towns;
    let mut hamlet = String::new();
    let mut left = round;
    while left > 0 {
        hamlet.push(letter(HAMLET, left - 1));
        left = (left - 1) / HAMLET.chars().count();
    }
    if !hamlet.is_empty() {
        hamlet.push(letter(SECOND, at + round * 7));
    }
    (town, hamlet)
}

/// `n` different names of persons.
pub fn persons(dice: &mut Dice, n: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    while names.len() < n {
        let surname = letter(SURNAMES, dice.below(SURNAMES.chars().count()));
        let name = format!("{surname}{}", dice.pick(GIVEN));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
