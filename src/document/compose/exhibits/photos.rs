//! The photos of the records that a paper tells, each at the end of the item or the area of its record.

use super::Place;
use crate::diagnostic::Say;
use crate::document::compose::Writer;
use crate::document::exhibit::{Exhibit, Image, ImageFormat, Photo};
use crate::document::phrase::HELPING;
use crate::facts::model::{self, Area, Entered, Entry};
use crate::facts::picture::{Format, Picture, Unusable, lies_inside};
use crate::figures::term;
use crate::say;

/// What is said of a picture that cannot be printed: its code, the fact, what to do.
type Trouble = (&'static str, Say, Say);

impl Writer<'_> {
    /// The photos of all records that the paper tells, in their order.
    pub(super) fn photos(&self) -> Vec<(Exhibit, Place)> {
        let facts = self.figures.facts();
        let told = |record: &Entered<'_>| {
            // Who was helped is not shown to the public.
            let hidden = self.manifest.public && HELPING.contains(&facts.list_of(*record));
            self.in_time(*record) && self.is_shown(*record) && !hidden
        };
        let mut shown = Vec::new();
        for record in facts.placed().into_iter().filter(told) {
            for photo in record.place().photos {
                let picture = self.picture(photo);
                let photo = picture.map(|picture| Exhibit::Photo(captioned(photo, record, picture)));
                shown.extend(photo.map(|photo| (photo, self.home(record))));
            }
        }
        shown
    }

    /// Where a record stands in this paper.
    fn home(&self, record: Entered<'_>) -> Place {
        fn has(items: &[Entry], name: &str) -> bool {
            items.iter().any(|item| item.id.as_ref().is_some_and(|id| id.text == name) || has(&item.items, name))
        }
        let place = record.place();
        let own = |area: &&Area| place.area.is_some_and(|name| name.text == area.id.text);
        match (self.areas_of().iter().find(own), place.item) {
            (Some(area), Some(item)) if has(&area.items, &item.text) => {
                Place::Item(area.id.text.clone(), item.text.clone())
            }
            (Some(area), _) => Place::Area(area.id.text.clone()),
            (None, _) => Place::Text,
        }
    }

    /// The picture of a photo; what is wrong with it is said at its line.
    fn picture(&self, photo: &model::Photo) -> Option<&Picture> {
        let name = &photo.file.text;
        let read = self.figures.file().pictures.get(&photo.file.origin);
        let found = match read {
            _ if !lies_inside(name) => Err(&Unusable::Outside),
            Some(Ok(picture)) => Ok(picture),
            Some(Err(unusable)) => Err(unusable),
            None => Err(&Unusable::Missing(None)),
        };
        match found {
            Ok(picture) => Some(picture),
            Err(unusable) => {
                let (code, message, hint) = trouble(name, unusable);
                self.fault(code, photo.file.origin, message, hint);
                None
            }
        }
    }
}

fn trouble(name: &str, unusable: &Unusable) -> Trouble {
    match unusable {
        Unusable::Missing(None) => (
            "E240",
            say!("没有“{name}”这个图片文件", "there is no picture file `{name}`"),
            say!(
                "核对文件名；路径从写它的事实文件所在的文件夹算起",
                "check its name; the path starts at the folder of the facts file that names it"
            ),
        ),
        Unusable::Missing(Some([reason, error])) => (
            "E240",
            say!("读不了图片文件“{name}”：{reason}", "the picture file `{name}` cannot be read: {error}"),
            say!("核对文件名和权限", "check its name and permissions"),
        ),
        Unusable::Foreign => (
            "E241",
            say!("“{name}”不是完整的 JPEG 或 PNG 图片", "`{name}` is no whole JPEG or PNG picture"),
            say!("用看图软件另存为 JPEG 或 PNG", "save it as JPEG or PNG with a picture viewer"),
        ),
        Unusable::Inks => (
            "E241",
            say!("“{name}”是印刷用的四色（CMYK）图片", "`{name}` is in the four inks of a press (CMYK)"),
            say!("用看图软件另存为 RGB 的 JPEG 或 PNG", "save it as JPEG or PNG in RGB with a picture viewer"),
        ),
        Unusable::Large => (
            "E242",
            say!(
                "“{name}”太大：图片不超过 20 MB、7000万像素",
                "`{name}` is too large: at most 20 MB and 70 million pixels"
            ),
            say!("用看图软件缩小后另存", "save a smaller copy with a picture viewer"),
        ),
        Unusable::Outside => (
            "E243",
            say!("“{name}”不在事实文件的文件夹里", "`{name}` is not in the folder of the facts file"),
            say!(
                "把图片放进这个文件夹或其下，写相对路径",
                "put the picture into that folder or below it, and write a relative path"
            ),
        ),
    }
}

fn image(picture: &Picture) -> Image {
    let format = match picture.format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
    };
    Image { bytes: picture.bytes.clone(), format, size: picture.size, orientation: picture.orientation }
}

/// A photo with its words: without any of the author's it is called by its record.
fn captioned(photo: &model::Photo, record: Entered<'_>, picture: &Picture) -> Photo {
    let caption = photo.caption.as_ref().map(|caption| caption.text.clone()).unwrap_or_default();
    let alt =
        photo.alt.as_ref().map(|alt| alt.text.clone()).or_else(|| Some(caption.clone()).filter(|it| !it.is_empty()));
    let alt = alt.or_else(|| term::name(record).map(|name| format!("{name}的照片")));
    let path = picture.link.clone().unwrap_or_else(|| photo.file.text.clone());
    Photo { caption, alt: alt.unwrap_or_else(|| "照片".to_owned()), path, image: image(picture) }
}
