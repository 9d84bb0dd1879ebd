//! What the extension's own pages say: popup, options, first run.

use super::phrases;

phrases! {
    /// The sentences and labels of the extension's pages.
    PAGES;
    OPTIONS_TITLE = "Session Clock options", "Session Clock のオプション";
    OPTIONS_LEAD = "Changes are saved as you make them.", "変更はすぐに保存されます。";
    OPEN_OPTIONS = "Options", "オプション";
    SAVED = "Saved", "保存しました";
    REMOVE = "Remove", "削除";
    ADD = "Add", "追加";
    SAVE = "Save", "保存";
    EDIT = "Edit", "編集";
    CANCEL = "Cancel", "キャンセル";

    /// A role and where it was switched to from.
    FROM = "{0}, from {1}", "{0} ({1} から)";
    AS_WHOM = "session {0}", "セッション名 {0}";
    PARTITION_US_GOV = "AWS GovCloud (US)", "AWS GovCloud (米国)";
    PARTITION_CN = "China Regions", "中国リージョン";
    PARTITION_EUSC = "AWS European Sovereign Cloud", "AWS European Sovereign Cloud (欧州)";
    CONTAINER = "Container {0}", "コンテナ {0}";
    PRIVATE_WINDOW = "Private window", "プライベートウィンドウ";

    NOT_KNOWN = "Not known", "不明";
    OVERDUE = "Should have ended", "終了した見込み";
    ENDS_BETWEEN = "Ends {0} – {1}", "{0} 〜 {1} に終了";
    ENDED_AT = "Ended at {0}", "{0} に終了しました";
    ENDED_BY = "Ended by {0}", "{0} までに終了しました";
    BEGAN_SIGNED_IN = "Signed in {0}", "{0} にサインイン";
    BEGAN_SWITCHED = "Switched {0}", "{0} にスイッチ";
    BEGAN_SEEN = "First seen {0}", "{0} に初めて確認";
    BEGAN_SOMEHOW = "Started {0}", "{0} に開始";
    /// In a row, where there is room for the moment alone.
    ROW_EXPECTED = "expected {0}", "見込み {0}";
    ROW_AT_LEAST = "from {0}", "{0} 以降";
    ROW_AT_MOST = "by {0}", "{0} まで";
    ROW_BETWEEN = "{0} – {1}", "{0} 〜 {1}";
    ROW_SEEN = "first seen {0}", "{0} に確認";
    HOW_EXACT = "Exact", "正確";
    HOW_COMPUTED = "Worked out", "計算値";
    HOW_EXPECTED = "Expected", "見込み";
    HOW_BETWEEN = "Range", "範囲";
    HOW_MET_RUNNING = "Latest", "最長";
    HOW_UNKNOWN = "Not known", "不明";
    WHY_UNKNOWN = "Why not known?", "終了時刻がわからない理由";
    MORE_TIME = "How to get longer", "長く使うには";
    GO_TO_TAB = "Go to tab", "タブを開く";
    WARN_AGAIN = "Unmute", "ミュート解除";
    MUTED = "Muted", "ミュート中";
    FORGET = "Forget…", "消去…";
    FORGET_SURELY = "Forget this session, and when it began?", "このセッションと開始時刻の記録を消去しますか?";
    FORGET_YES = "Forget", "消去";
    CAME_FROM = "Where did you come from?", "どこからスイッチしましたか?";
    CAME_FROM_HINT = "That decides when this session ends. Session Clock remembers your answer for this role.",
        "終了時刻はこれで決まります。選んだ内容は、このロールについて記憶します。";
    CAME_DIRECTLY = "Straight from sign-in", "直接サインイン";
    KNOW_LENGTH = "I know the length", "長さを入力";
    REMEMBER = "Remember", "記憶する";
    BACK_SHORT_SWITCH = "Switch again", "もう一度スイッチ";
    BACK_SHORT_OPEN = "Open again", "もう一度開く";

    NO_SESSIONS = "No AWS session open", "開いている AWS セッションはありません";
    NO_SESSIONS_WHAT = "Open the AWS console, and its time shows here.", "AWS コンソールを開くと、ここに残り時間が表示されます。";
    NO_SESSIONS_RELOAD = "If a console tab is open already, reload it once.", "すでに開いている場合は、一度再読み込みしてください。";
    OPEN_CONSOLE = "Open the AWS console", "AWS コンソールを開く";
    NO_ACCESS = "Session Clock can't see the console", "コンソールを読み取れません";
    NO_ACCESS_WHAT = "Your browser doesn't let it read AWS console pages, so it can't show the time left.",
        "ブラウザがコンソールのページの読み取りを止めているため、残り時間を表示できません。";
    ALLOW_ACCESS = "Allow on AWS console pages", "AWS コンソールのページで許可";
    NOT_ALLOWED = "Not allowed. You can change that in your browser's extension settings.",
        "許可されませんでした。ブラウザの拡張機能の設定で変更できます。";
    NOT_UNDERSTOOD = "This page can't be read", "このページは読み取れません";
    NOT_UNDERSTOOD_WHAT = "If AWS has changed the console, a report helps us fix this.",
        "AWS がコンソールを変更した場合は、レポートが修正の助けになります。";
    WRONG_HOST = "It isn't a console address.", "コンソールのアドレスではありません。";
    WRONG_DATA_MISSING = "It shows no session data. Some console pages have none.",
        "セッションのデータがありません。データのないページもあります。";
    WRONG_DATA = "Its session data ({0}) is in a form we don't know.", "セッションのデータ ({0}) の形式を認識できません。";
    WRONG_NO_ARN = "Its session data doesn't say who is signed in.", "セッションのデータに、サインイン中のユーザーやロールの情報がありません。";
    WRONG_ARN = "Its identity is in a form we don't know.", "アイデンティティの形式を認識できません。";
    WRONG_SESSIONS = "Its address and its session data name different sessions.",
        "アドレスとセッションのデータが別のセッションを示しています。";
    WRONG_IDENTITIES = "Its partition, account and identity don't match.", "パーティション、アカウント、アイデンティティが一致しません。";
    WRONG_CHANGED = "It shows someone else, without a new sign-in. Reload it.",
        "サインインし直していないのに、別のユーザーまたはロールが表示されています。ページを再読み込みしてください。";
    DAMAGED = "Saved data can't be read", "保存データを読み取れません";
    DAMAGED_WHAT = "Session Clock set it aside and started over. You can save or delete it in the options.",
        "データは別に保管し、新しいデータで始めました。オプションで保存または削除できます。";
    UNSAVED = "The last change isn't saved", "直近の変更が保存されていません";
    UNSAVED_WHAT = "Your browser says: {0}. Free some disk space, or delete a recording in the options. Until then, a restart loses what you see here.",
        "ブラウザのメッセージ: {0}。ディスクの空き容量を増やすか、オプションで記録を削除してください。それまでは、再起動するとここに表示されている内容が失われます。";
    DROPPED = "Session Clock keeps the last 100 sessions. Older ones no longer listed: {0}.",
        "古いセッション {0} 件は表示されなくなりました。保持するのは最新の 100 件です。";
    FAILED = "Session Clock doesn't answer. Open this again. If that doesn't help, restart your browser.",
        "Session Clock が応答しません。開き直してください。解決しない場合は、ブラウザを再起動してください。";
    COPY_REPORT = "Copy report", "レポートをコピー";
    COPY_REPORT_WHAT = "The page's structure only: no names, no numbers.", "ページの構造だけです。名前や番号は含みません。";
    REPORT_NO_CONSOLE = "Copied, but this tab isn't a console page. Go to the page first.",
        "コピーしましたが、このタブはコンソールのページではありません。先にそのページを開いてください。";
    NUDGE_EXACT_ONLY = "This end isn't exact.", "この終了時刻は正確ではありません。";
    NUDGE_EXACT_ONE = "{0} of these ends isn't exact.", "このうち {0} 件の終了時刻は正確ではありません。";
    NUDGE_EXACT = "{0} of these ends aren't exact.", "このうち {0} 件の終了時刻は正確ではありません。";
    NUDGE_EXACT_WHAT = "Session Clock can show AWS's own end. It reads one date from the session cookie and nothing else.",
        "AWS が決めた時刻を表示できます。読み取るのは、セッション Cookie の期限だけです。";
    NUDGE_NOTIFY = "Get warned in other tabs and apps, too.", "ほかのタブやアプリの使用中にも通知できます。";
    NOT_NOW = "Not now", "あとで";
    HIDE_NAMES = "Hide names", "名前を隠す";
    SHOW_NAMES = "Show names", "名前を表示";
    NAMES_HIDDEN = "Names are hidden here, on the page and in notifications.", "名前は、ここ、ページ、通知のどこにも表示されません。";
    SHOW = "Show", "表示";

    EXACT_TIME = "Show exact ends", "正確な時刻を表示";
    EXACT_TIME_WHAT = "Reads one date: when the session cookie expires. Keeps only that date and the cookie's name, never its value. Where Session Clock can't read the date, it works the end out from AWS's rules.",
        "セッション Cookie の期限だけを読み取ります。保持するのは期限と Cookie の名前だけで、値は保持しません。期限を読み取れない場合は、AWS のルールから計算します。";
    NOTIFICATIONS = "Desktop notifications", "デスクトップ通知";
    NOTIFICATIONS_WHAT = "When no console tab is in front of you. Your browser asks once.",
        "コンソールのタブが前面にないときに知らせます。ブラウザが一度だけ確認します。";
    ALLOW_EXACT_TIME = "Show exact ends", "正確な時刻を表示";
    ALLOW_NOTIFICATIONS = "Turn on notifications", "通知をオンにする";
    ALLOWED = "On", "オン";
    OPTIONAL = "Optional", "任意";

    LOCKED = "Set by your organization", "組織によって設定されています";
    BY_ORGANIZATION = "from your organization", "組織の設定";
    WARNINGS = "Warnings", "警告";
    LEAD_TIMES = "Warn me before the end", "終了前の警告";
    LEAD_TIMES_HINT = "Minutes. Choose none for no warnings.", "分単位です。選ばなければ警告しません。";
    LEAD_TIMES_OTHER = "Other minutes", "その他 (分)";
    LEAD_TIMES_TEXT = "Minutes, separated by commas", "分 (カンマ区切り)";
    LEAD_TIMES_WRONG = "Enter up to ten numbers from 1 to 720.", "1 から 720 までの数を 10 個以内で入力してください。";
    WITHOUT_TAB = "Warn me even if none of the session's tabs is open", "セッションのタブが開いていないときも警告する";
    KEEP_ADDRESS = "Return to the same page after the session ends", "終了後に同じページへ戻れるようにする";
    KEEP_ADDRESS_WHAT = "Keeps the address of each session's last page in this browser, but only its host, path, Region and the part after #.",
        "セッションごとに、最後に開いたページのアドレスをこのブラウザに保存します (ホスト、パス、リージョン、# 以降のみ)。";
    LAST_PAGE = "Open its last page (once you're signed in again)", "最後のページを開く (サインインし直した後)";
    SOUND = "Sound", "音";
    SOUND_WHAT = "A short tone with each warning on the page.", "ページに警告が出るたびに短い音を鳴らします。";
    ON_THE_PAGE = "Looks", "表示";
    SHOWS = "The countdown shows", "カウントダウンの内容";
    SHOWS_REMAINING = "Time left", "残り時間";
    SHOWS_END = "End", "終了時刻";
    SHOWS_BOTH = "Both", "両方";
    PLACE = "Place", "位置";
    PLACE_WHAT = "Or drag it, or move it with the arrow keys.", "ドラッグや矢印キーでも動かせます。";
    PLACE_OWN = "Where you put it", "移動した位置";
    PLACE_TOP_LEFT = "Upper left", "左上";
    PLACE_TOP = "Top", "上";
    PLACE_TOP_RIGHT = "Upper right", "右上";
    PLACE_LEFT = "Left", "左";
    PLACE_RIGHT = "Right", "右";
    PLACE_BOTTOM_LEFT = "Lower left", "左下";
    PLACE_BOTTOM = "Bottom", "下";
    PLACE_BOTTOM_RIGHT = "Lower right", "右下";
    FOLDED = "Shrink to a circle", "小さな円にする";
    OFF_EVERYWHERE = "Hide everywhere", "どこでも表示しない";
    HIDDEN_EVERYWHERE = "The countdown is hidden everywhere.", "カウントダウンはどこにも表示されません。";
    HIDDEN_ON = "Hidden on {0}", "{0} では非表示";
    HIDDEN_EVERY_REGION = "In every Region.", "対象はすべてのリージョンです。";
    SHOW_AGAIN = "Show again", "再表示";
    HIDE_NAMES_WHAT = "For screen sharing.", "画面共有用です。";
    TITLE = "Time left in the tab's title", "タブのタイトルに残り時間";
    LANGUAGE = "Language", "言語 (Language)";
    LANGUAGE_BROWSER = "The browser's", "ブラウザの言語";
    EXACTNESS = "Exact ends", "正確な時刻";
    PAGE_COOKIE = "Read the date on the page itself", "ページから期限を読み取る";
    PAGE_COOKIE_WHAT = "Needs no permission. Works in Chrome, Edge and Brave, where AWS lets the page read its cookie.",
        "許可は不要です。Chrome、Edge、Brave で、AWS がページに Cookie の読み取りを許可している場合だけ使えます。";
    YOU_KNOW = "What you know about your sessions", "わかっている情報";
    SIGN_IN_LENGTH = "How long a sign-in lasts", "サインインの長さ";
    SIGN_IN_DEFAULT = "AWS's default", "AWS のデフォルト";
    SIGN_IN_LENGTH_WHAT = "12 hours, unless your administrator has set another length.", "管理者が別の長さを設定していなければ 12 時間です。";
    SIGN_IN_WHOM = "User or role: an ARN, or a pattern with *", "ユーザーまたはロール: ARN、または * を使ったパターン";
    SIGN_IN_WHOM_WRONG = "Enter an ARN such as arn:aws:iam::123456789012:user/alice, or a pattern with *.",
        "arn:aws:iam::123456789012:user/alice のような ARN か、* を使ったパターンを入力してください。";
    SIGN_IN_HOURS_WRONG = "Enter 1 to 2,160 hours (90 days). AWS allows no more.", "1 から 2,160 時間 (90 日) までを入力してください。AWS の上限です。";
    MAXIMA = "How long roles last", "ロールのセッションの長さ";
    MAXIMA_WHAT = "Their maximum session duration. What you enter beats what Session Clock has learned.",
        "最大セッション期間です。入力した値は、学習した値より優先されます。";
    MAXIMA_ROLE = "Role: an ARN, or a pattern with *", "ロール: ARN、または * を使ったパターン";
    HOURS_INPUT = "Hours", "時間";
    MAXIMA_ROLE_WRONG = "Enter a role's ARN, such as arn:aws:iam::123456789012:role/Admin, or a pattern with *.",
        "arn:aws:iam::123456789012:role/Admin のようなロールの ARN か、* を使ったパターンを入力してください。";
    MAXIMA_HOURS_WRONG = "Enter 1 to 12 hours. AWS allows no more.", "1 から 12 時間までを入力してください。AWS の上限です。";
    IMPORT_MAXIMA = "Import…", "インポート…";
    IMPORT_TEXT = "Paste the output of aws iam list-roles, get-role or get-login-profile, or your ~/.aws/config",
        "aws iam list-roles、get-role、get-login-profile の出力、または ~/.aws/config を貼り付けてください";
    IMPORT_WHAT = "AWS's output has the lengths. A config file only says what your tools ask for, so you have to enter each role's maximum yourself.",
        "AWS の出力からは長さを読み取れます。config ファイルにはツールが要求する長さしかないため、各ロールの最大セッション期間は自分で入力します。";
    IMPORT_FILE = "Or choose a file", "またはファイルを選択";
    IMPORT_READ = "Read", "読み取る";
    IMPORTED = "Added: {0}", "{0} 件を追加しました";
    IMPORT_NOTHING = "No roles or sign-in lengths found.", "ロールもサインインの長さも見つかりません。";
    IMPORT_WRONG = "Can't be read: {0}", "読み取れません: {0}";
    LINE = "line {0}", "{0} 行目";
    FROM_CONFIG = "Roles in the config file", "config ファイルにあるロール";
    FROM_CONFIG_WHAT = "Enter each role's maximum, if you know it. To look it up: {0}",
        "最大セッション期間がわかるロールに入力してください。確認するコマンド: {0}";
    ASKS_FOR = "Your tools ask for {0}. If AWS grants that, it's at least that long.",
        "ツールは {0}を要求しています。AWS が認めていれば、最大セッション期間は {0}以上です。";
    ACCOUNTS = "Account names and colours", "アカウントの名前と色";
    ACCOUNTS_WHAT = "Shown in place of the account's alias.", "アカウントのエイリアスの代わりに表示されます。";
    ACCOUNT_NUMBER = "Account number (12 digits)", "アカウント番号 (12 桁)";
    ACCOUNT_NAME = "Name", "名前";
    ACCOUNT_COLOUR = "Colour", "色";
    ACCOUNT_WRONG = "Enter the 12 digits of an account number.", "アカウント番号の 12 桁を入力してください。";
    NAME_WRONG = "Enter a name of up to 300 characters.", "300 文字以内で入力してください。";
    COLOUR_AUTO = "Automatic", "自動";
    COLOUR_BLUE = "Blue", "青";
    COLOUR_TEAL = "Teal", "青緑";
    COLOUR_GREEN = "Green", "緑";
    COLOUR_VIOLET = "Violet", "紫";
    COLOUR_PINK = "Pink", "ピンク";
    COLOUR_BRONZE = "Bronze", "茶";
    COLOUR_SLATE = "Slate", "灰";
    COLOUR_SKY = "Sky", "水色";
    COLOUR_RED = "Red", "赤";
    COLOUR_AMBER = "Amber", "黄";
    BACKUP = "Options as a file", "オプションの保存と読み込み";
    EXPORT = "Save", "保存";
    IMPORT_OPTIONS = "Load…", "読み込む…";
    OPTIONS_LOADED = "Options loaded", "オプションを読み込みました";
    OPTIONS_NOT_JSON = "This isn't a Session Clock options file.", "Session Clock のオプションのファイルではありません。";
    OPTIONS_WRONG = "Nothing loaded: \"{0}\" is unknown or has a value that can't be used.",
        "読み込みませんでした。「{0}」は不明な項目か、使用できない値です。";
    RECORDING_ON = "Record what happens", "動作を記録する";
    RECORDING_WHAT = "To report a wrong countdown. Keeps the last 2,000 events, with names and numbers replaced. Never records private windows.",
        "カウントダウンの誤りを報告するための記録です。直近 2,000 件のイベントを保存し、名前と番号は置き換えます。プライベートウィンドウは記録しません。";
    RECORDING_SAVE = "Save the recording", "記録を保存";
    RECORDING_DELETE = "Delete the recording", "記録を削除";
    RECORDED = "Events recorded: {0}", "記録したイベント: {0} 件";
    KNOWN = "Your data", "データ";
    KNOWN_WHAT = "Everything stays in this browser", "すべてこのブラウザの中に保存されます";
    KNOWN_SENDS = "Session Clock sends nothing.", "外部には何も送信しません。";
    SESSIONS = "Sessions", "セッション";
    ROLES = "What Session Clock has learned about roles", "ロールについて学習したこと";
    NOTHING_KNOWN = "None yet", "まだありません";
    ROLE_EXACTLY = "lasts {0}", "{0}続きます";
    ROLE_AT_LEAST = "lasts at least {0}", "少なくとも {0}続きます";
    ROLE_AT_MOST = "lasts at most {0}", "長くても {0}です";
    ROLE_TOLD = "lasts {0}, as you said", "{0}続きます (入力した値)";
    ROLE_END_SEEN = "ended after {0} once", "{0}で終了したことがあります";
    ROLE_FROM = "usually reached from {0}", "通常は {0} から";
    ROLE_SIGNED_IN = "usually signed in to directly", "通常は直接サインイン";
    DAMAGED_SAVE = "Save it", "保存";
    DAMAGED_DELETE = "Delete it", "削除";
    EVERYTHING = "See it all", "すべて見る";
    EVERYTHING_FORGET = "Forget everything", "すべて消去";
    EVERYTHING_FORGET_WHAT = "Sessions, what was learned, recordings and options.", "セッション、学習した内容、記録、オプション";
    EVERYTHING_SURELY = "Forget all sessions, what was learned, recordings and options?",
        "すべてのセッション、学習した内容、記録、オプションを消去しますか?";
    FORGOTTEN = "Forgotten", "消去しました";

    WELCOME_TITLE = "Know when AWS signs you out", "サインアウトの時刻がわかります";
    WELCOME_LEAD = "Every AWS console page now shows how much time you have left.",
        "AWS コンソールの各ページに、セッションの残り時間が表示されます。";
    STEP_1 = "See the time left", "残り時間を見る";
    STEP_1_WHAT = "Look at the lower right of the console. Click the time to see why the session ends then, and how to get longer.",
        "コンソールの右下に表示されます。クリックすると、終わる理由と長く使う方法がわかります。";
    STEP_2 = "Show exact ends", "正確な時刻を表示する";
    STEP_2_WHAT = "Session Clock can read when AWS's session cookie expires: that one date, nothing else. Without it, Session Clock works the time out from AWS's rules.",
        "AWS のセッション Cookie の期限だけを読み取ります。読み取らない場合は、AWS のルールから計算します。";
    STEP_3 = "Get warned in time", "終わる前に知らせる";
    STEP_3_WHAT = "The console page warns you 15, 5 and 1 minutes before the end. Notifications warn you in other tabs and apps, too.",
        "終了の 15 分前、5 分前、1 分前にコンソールのページで知らせます。通知をオンにすると、ほかのタブやアプリの使用中にも知らせます。";
    SAMPLE_ENDS = "Ends", "終了";
    SAMPLE_NOTICE = "AWS signs you out at {0}", "{0} にサインアウトされます";
    WELCOME_NOTHING = "Nothing leaves your browser. Session Clock never signs in, clicks or switches for you.",
        "データは外部に送信しません。サインインやクリック、スイッチを代行することもありません。";
    WELCOME_CLOSE = "Done", "完了";
}
