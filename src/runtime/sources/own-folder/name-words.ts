// What the name of a folder or file says in words: good, defective, mask, image, a part of the split. Case, separators and
// the form of Unicode do not matter.

export type Role = 'good' | 'bad' | 'mask' | 'overlay' | 'image' | 'train' | 'test' | 'validation' | 'kind';

const vocabulary: Readonly<Record<Exclude<Role, 'kind'>, string>> = {
  good: 'good ok okay normal nondefective defectfree faultfree free flawless intact io pass passed healthy gut iO bon buono bueno 良品 合格 正常 良好 хорошие норма годен 양품',
  bad: 'bad defect defects defective def ng nok ko nio anomaly anomalies anomalous abnormal fault faults faulty fail failed reject rejects rejected flaw flaws fehler defekt schlecht defaut defauts défaut défauts difetto difetti defecto defectos 不良 不合格 异常 缺陷 不良品 異常 欠陥 брак дефект дефекты 불량',
  mask: 'mask masks maske masken masque masques mascara mascaras máscara máscaras maschera maschere маска маски 掩码 掩膜 掩模 标注 标签 マスク 마스크 gt gts groundtruth groundtruths truth truths label labels lbl labeled labelled annotation annotations annot anno seg segs segm segmentation segmentations segmented msk',
  overlay:
    'overlay overlays viz vis visualization visualizations visualisation visualisations heatmap heatmaps preview',
  image:
    'image images img imgs jpegimages photo photos picture pictures pic pics frame frames bild bilder foto fotos rgb original originals raw scan scans input inputs capture captures aufnahme aufnahmen imagen imagenes immagini 图像 图片 原图 画像 изображения снимки 이미지',
  train: 'train training',
  test: 'test tests testing',
  validation: 'validation val valid',
};

const roles: ReadonlyMap<string, Role> = new Map(
  (Object.keys(vocabulary) as (keyof typeof vocabulary)[]).flatMap((role) =>
    vocabulary[role].split(' ').map((word) => [word.toLowerCase(), role] as const),
  ),
);
const negations: ReadonlySet<string> = new Set(['no', 'not', 'non', 'without', 'un', 'nicht']);
// Words that change nothing: `masks_png`, `SegmentationClass`.
const fillers: ReadonlySet<string> = new Set(
  'png jpg jpeg bmp tif tiff gif data set all files class object binary bw pixel wise semantic folder only for of and sample samples'.split(
    ' ',
  ),
);

/** Lower case, without separators: `IMG_3b`, `img 3 b` are `img`, `3`, `b`. */
export function wordsOf(name: string): readonly string[] {
  const joined = name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/ground[\s_-]*truth/g, ' groundtruth ')
    .replace(/(defect|fault)s?[\s_-]*free/g, ' $1free ')
    .replace(/\bn\.?i\.?o\b\.?/g, ' nio ')
    .replace(/\bi\.o\b\.?/g, ' io ');
  return joined.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
}

export function isMaskWord(word: string): boolean {
  return roles.get(word) === 'mask';
}

export function isBadWord(word: string): boolean {
  return roles.get(word) === 'bad';
}

export function isOverlayWord(word: string): boolean {
  return roles.get(word) === 'overlay';
}

export function isImageWord(word: string): boolean {
  return roles.get(word) === 'image';
}

/** What the words of a name say, turned around where `no` or `not` stands before. */
function rolesOf(words: readonly string[]): readonly (Role | 'filler')[] {
  return words.flatMap((word, i): readonly (Role | 'filler')[] => {
    const role = roles.get(word);
    const turned = negations.has(words[i - 1] ?? '') && (role === 'good' || role === 'bad');
    if (turned) return [role === 'good' ? 'bad' : 'good'];
    if (role !== undefined) return [role];
    if (negations.has(word) && ['good', 'bad'].includes(roles.get(words[i + 1] ?? '') ?? '')) return [];
    return [fillers.has(word) || /^\p{N}+$/u.test(word) ? 'filler' : 'kind'];
  });
}

export interface FolderMeaning {
  readonly role: Role;
  /** Its images, or those of its masks, are good. */
  readonly isGood: boolean;
  readonly split: 'train' | 'test' | 'validation' | undefined;
}

/** A folder's meaning by its name; a `kind` where any word of it has no meaning here. `ignored`: words to pass over. */
export function meaningOf(name: string, ignored: ReadonlySet<string> = new Set()): FolderMeaning {
  const found = rolesOf(wordsOf(name).filter((word) => !ignored.has(word)));
  const has = (role: Role) => found.includes(role);
  const split = (['train', 'validation', 'test'] as const).find(has);
  const order = ['overlay', 'mask', 'bad', 'good', 'train', 'validation', 'test', 'image'] as const;
  const role = has('kind') ? 'kind' : (order.find(has) ?? 'kind');
  return { role, isGood: role !== 'kind' && has('good') && !has('bad'), split: role === 'kind' ? undefined : split };
}

/** Words that tell folders beside each other nothing apart: `MT` of `MT_good` and `MT_crack`, `label` of `label_ok` and `label_bad`. */
export function sharedWords(names: readonly string[]): ReadonlySet<string> {
  const all = names.map(wordsOf);
  // A folder that is all role, as `masks` beside `part_good`, need not have the part's name.
  const telling = all.every((words) => words.some(isMaskWord))
    ? all
    : all.filter((words) => rolesOf(words).includes('kind'));
  const [first = [], ...others] = telling;
  if (others.length === 0) return new Set();
  const role = (word: string) => roles.get(word) ?? 'kind';
  return new Set(
    first.filter((word) => ['kind', 'mask'].includes(role(word)) && others.every((words) => words.includes(word))),
  );
}

/** What a file's name says of its image: `bad_3.png`, `ok (7).png`. */
export function labelInName(stem: string): 'good' | 'bad' | undefined {
  const found = rolesOf(wordsOf(stem));
  if (found.includes('bad')) return 'bad';
  return found.includes('good') ? 'good' : undefined;
}
