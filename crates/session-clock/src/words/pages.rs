//! What the extension's own pages say: popup, options, first run.

use super::phrases;

phrases! {
    /// The sentences and labels of the extension's pages.
    PAGES;
    POPUP_TITLE = "AWS sessions", "AWS セッション";
    OPTIONS_TITLE = "Session Clock: options", "Session Clock のオプション";
    OPEN_OPTIONS = "Options", "オプション";
    LOADING = "One moment …", "読み込んでいます…";
    SAVED = "Saved.", "保存しました。";
    REMOVE = "Remove", "削除";
    ADD = "Add", "追加";
    CANCEL = "Cancel", "キャンセル";

    IAM_USER = "IAM user {0}", "IAM ユーザー {0}";
    ROOT_USER = "Root user", "ルートユーザー";
    ROLE = "Role {0}", "ロール {0}";
    PERMISSION_SET = "Permission set {0}", "アクセス許可セット {0}";
    FEDERATED_USER = "Federated user {0}", "フェデレーティッドユーザー {0}";
    AS_WHOM = "as {0}", "セッション名 {0}";
    ACCOUNT = "Account {0}", "アカウント {0}";
    PARTITION_AWS = "Commercial regions", "商用リージョン";
    PARTITION_US_GOV = "AWS GovCloud (US)", "AWS GovCloud (米国)";
    PARTITION_CN = "China regions", "中国リージョン";
    PARTITION_EUSC = "European Sovereign Cloud", "AWS European Sovereign Cloud (欧州)";
    CONTAINER = "Container {0}", "コンテナ {0}";
    PRIVATE_WINDOW = "Private window", "プライベートウィンドウ";

    LEFT = "{0} left", "残り {0}";
    OVER = "Ended", "終了";
    NOT_KNOWN = "End not known", "終了時刻は不明";
    ENDS_AT = "ends at {0}", "{0} に終了";
    ENDS_AT_LEAST = "ends at {0} at the earliest", "早ければ {0} に終了";
    ENDS_AT_MOST = "ends at {0} at the latest", "遅くとも {0} に終了";
    ENDS_BETWEEN = "ends between {0} and {1}", "{0} から {1} の間に終了";
    ENDED_AT = "ended at {0}", "{0} に終了しました";
    ENDED_BY = "seen ended by {0}", "{0} までに終了";
    HOW_EXACT = "Exact", "正確";
    HOW_COMPUTED = "Computed", "計算";
    HOW_BETWEEN = "Between two moments", "範囲";
    HOW_MET_RUNNING = "Start not seen", "開始は未確認";
    HOW_UNKNOWN = "Not known", "不明";
    HOW_SURE = "How sure: {0}", "確かさ: {0}";
    WHY = "Why then", "終了の理由";
    MORE_TIME = "What would give longer", "延ばすには";
    GO_TO_TAB = "Go to its tab", "タブへ移動";
    STOP_WARNINGS = "Stop its warnings", "警告を止める";
    WARN_AGAIN = "Warn of it again", "警告を再開";
    FORGET = "Forget", "消去";
    FORGET_SURELY = "Forget this session? When it began is not known then.",
        "このセッションの記録を消去しますか? 開始時刻もわからなくなります。";
    FORGET_YES = "Yes, forget it", "消去する";
    CAME_FROM = "I came here from", "ここへの入り方";
    CAME_FROM_HINT = "This decides when it ends. Remembered for this role; you can change it.",
        "終了時刻はこれで決まります。このロールについて記憶し、後で変更できます。";
    CAME_DIRECTLY = "signed in directly", "直接サインイン";

    NO_SESSIONS = "No session met yet", "セッションはまだありません";
    NO_SESSIONS_WHAT = "Open the AWS console in a tab, or reload one that is open: its session is listed here then.",
        "AWS コンソールをタブで開くか、開いているタブを再読み込みすると、ここにセッションが表示されます。";
    NO_ACCESS = "No access to the console's pages", "コンソールのページへのアクセスが許可されていません";
    NO_ACCESS_WHAT = "Your browser keeps this extension from seeing AWS console pages, so it can show no time left. It asks for these pages only.",
        "ブラウザがこの拡張機能に AWS コンソールのページの読み取りを許可していないため、残り時間を表示できません。求めるのはこれらのページだけです。";
    ALLOW_ACCESS = "Allow on AWS console pages", "AWS コンソールのページで許可";
    NOT_ALLOWED = "It was not allowed. You can change that in the browser's settings for this extension.",
        "許可されませんでした。ブラウザの拡張機能の設定で変更できます。";
    NOT_UNDERSTOOD = "A page was not understood", "認識できないページがあります";
    NOT_UNDERSTOOD_WHAT = "It is left alone. A copied report tells us its structure and nothing of its content.",
        "このページでは何も表示しません。レポートにはページの構造だけが含まれ、内容は含まれません。";
    WRONG_HOST = "It is not one of the console's hosts.", "コンソールのホストではありません。";
    WRONG_DATA_MISSING = "It holds no session data. Some pages have none; otherwise AWS has changed the console.",
        "セッションのデータがありません。データのないページもありますが、コンソールが変更された可能性もあります。";
    WRONG_DATA = "Its session data cannot be read ({0}): AWS may have changed the console.",
        "セッションのデータを読み取れません ({0})。コンソールが変更された可能性があります。";
    WRONG_NO_ARN = "Its session data names no identity.", "セッションのデータに ID がありません。";
    WRONG_ARN = "It names an identity of a form that is not known.", "ID の形式が認識できません。";
    WRONG_SESSIONS = "The host name says one session, the session data another.",
        "ホスト名とセッションのデータが別のセッションを示しています。";
    WRONG_IDENTITIES = "Partition, account and identity do not agree.", "パーティション、アカウント、ID が一致しません。";
    WRONG_CHANGED = "It shows another identity than before, without a new sign-in. Reload the page.",
        "新しいサインインなしに、以前と異なる ID が表示されています。ページを再読み込みしてください。";
    DAMAGED = "What was stored could not be read", "保存データを読み取れませんでした";
    DAMAGED_WHAT = "It is kept aside, and everything began anew. You can save it as a file, or delete it, in the options.",
        "データは別に保管し、最初からやり直しました。オプションでファイルに保存するか、削除できます。";
    UNSAVED = "The last change could not be stored", "直近の変更を保存できませんでした";
    UNSAVED_WHAT = "The browser says: {0}. Until that is mended, what is shown here is lost with the next restart. Free some disk space, or forget a recording in the options.",
        "ブラウザのメッセージ: {0}。解決するまで、ここに表示されている内容は次の再起動で失われます。ディスクの空き容量を増やすか、オプションで記録を削除してください。";
    DROPPED = "Sessions that are not listed any more: {0}. At most 100 are kept; those that ended longest ago went first.",
        "一覧から削除されたセッション: {0} 件。保持するのは最大 100 件で、古いものから削除されます。";
    FAILED = "The extension gave no answer. Close this and open it again; if that does not help, restart the browser.",
        "拡張機能から応答がありません。閉じて開き直してください。それでも解決しない場合は、ブラウザを再起動してください。";
    COPY_REPORT = "Copy report", "レポートをコピー";
    COPY_REPORT_WHAT = "The structure of this tab's page for a bug report: no names, numbers or content.",
        "不具合報告のための、このタブのページの構造です。名前や番号、内容は含みません。";
    COPIED = "Copied.", "コピーしました。";
    COPY_FAILED = "Nothing was copied: the clipboard is closed to the extension.", "クリップボードを使えないため、コピーできませんでした。";
    REPORT_NO_CONSOLE = "Copied. This tab is no console page, so there is little in it: go to the page first.",
        "コピーしました。このタブはコンソールのページではないため、内容はわずかです。先にそのページを開いてください。";

    EXACT_TIME = "Exact time", "正確な時刻";
    EXACT_TIME_WHAT = "Reads when the console's session cookie expires, which is when AWS ends the session. Only that date and the cookie's name are kept, never its value. Without it the end follows from AWS's rules.",
        "コンソールのセッション Cookie の期限、つまり AWS がセッションを終える時刻を読み取ります。保持するのは期限と Cookie の名前だけで、値は保持しません。許可しない場合は、AWS のルールから終了時刻を計算します。";
    NOTIFICATIONS = "Desktop notifications", "デスクトップ通知";
    NOTIFICATIONS_WHAT = "Warns you when no console tab is in front too. Without it, warnings stand on console pages and the toolbar button counts down.",
        "コンソールのタブが前面にないときにも警告します。許可しない場合は、コンソールのページとツールバーのボタンだけで知らせます。";
    ALLOW_EXACT_TIME = "Allow exact time", "正確な時刻を許可";
    ALLOW_NOTIFICATIONS = "Allow notifications", "通知を許可";
    TAKE_BACK = "Take back", "許可を取り消す";
    ALLOWED = "Allowed", "許可済み";
    OFF = "Not allowed", "未許可";

    LOCKED = "Set by your organization.", "組織によって設定されています。";
    BY_ORGANIZATION = "from your organization", "組織の設定";
    WARNINGS = "Warnings", "警告";
    LEAD_TIMES = "Minutes before the end", "終了の何分前に警告するか";
    LEAD_TIMES_HINT = "Up to ten, with commas between, such as 15, 5, 1. Leave it empty for no warnings.",
        "カンマで区切って 10 個まで (例: 15, 5, 1)。空欄にすると警告しません。";
    LEAD_TIMES_WRONG = "Write up to ten numbers of minutes, each from 1 to 720.",
        "1 から 720 までの分を、10 個以内で入力してください。";
    ON_THE_PAGE = "On the console's pages", "コンソールのページでの表示";
    SHOWS = "The countdown shows", "表示する内容";
    SHOWS_REMAINING = "the time left", "残り時間";
    SHOWS_END = "the end by the clock", "終了時刻";
    SHOWS_BOTH = "both", "両方";
    FOLDED = "Folded to a dot", "点にたたむ";
    POSITION_RESET = "Put it back in its corner", "元の位置に戻す";
    OFF_EVERYWHERE = "Show no countdown on any page", "どのページにもカウントダウンを表示しない";
    OFF_HOSTS = "No countdown on these sites", "カウントダウンを表示しないサイト";
    SHOW_AGAIN = "Show again", "再表示";
    LANGUAGE = "Language", "言語 (Language)";
    LANGUAGE_BROWSER = "The browser's", "ブラウザの言語";
    EXACTNESS = "Exact time and notifications", "正確な時刻と通知";
    PAGE_COOKIE = "Look at the date of the session cookie that the page itself can read (Chrome and its kin)",
        "ページ自身が読み取れるセッション Cookie の期限も確認する (Chrome など)";
    MAXIMA = "Maximum session durations of roles", "ロールの最大セッション期間";
    MAXIMA_WHAT = "With a role's maximum, a switched role's end is computed rather than bounded. What you tell here beats what was learned; the first that fits counts.",
        "ロールの最大セッション期間を登録すると、スイッチロール先の終了時刻を範囲ではなく計算で示せます。登録した値は学習した値より優先され、先に一致したものが使われます。";
    MAXIMA_ROLE = "ARN, or a pattern with *", "ARN、または * を使ったパターン";
    MAXIMA_HOURS = "Hours (1 to 12)", "時間 (1 から 12)";
    MAXIMA_ROLE_WRONG = "Write a role's ARN, such as arn:aws:iam::123456789012:role/Admin, or a pattern with *.",
        "arn:aws:iam::123456789012:role/Admin のようなロールの ARN か、* を使ったパターンを入力してください。";
    MAXIMA_HOURS_WRONG = "AWS lets a role have 1 to 12 hours.", "AWS でロールに設定できるのは 1 から 12 時間です。";
    MAXIMA_NONE = "None told.", "登録はありません。";
    IMPORT_MAXIMA = "Import", "インポート";
    IMPORT_TEXT = "JSON of aws iam list-roles, or the text of ~/.aws/config",
        "aws iam list-roles の JSON、または ~/.aws/config のテキスト";
    IMPORT_WHAT = "list-roles tells each role's maximum. A config file does not: its duration_seconds is what your tools ask for, and a role that grants it may allow more. So what it names is listed for you to complete.",
        "list-roles は各ロールの最大セッション期間を示します。config ファイルの duration_seconds はツールが要求する長さにすぎず、ロールはそれより長く許可しているかもしれません。そのため、読み取ったロールは確認用に一覧表示します。";
    IMPORT_FILE = "Or choose a file", "またはファイルを選択";
    IMPORT_READ = "Read", "読み取る";
    IMPORTED = "Taken over: {0}.", "{0} 件を取り込みました。";
    IMPORT_NOTHING = "It names no role.", "ロールが含まれていません。";
    IMPORT_WRONG = "It cannot be read: {0}", "読み取れません: {0}";
    FROM_CONFIG = "Roles in the config file", "config ファイルにあるロール";
    FROM_CONFIG_WHAT = "Write the maximum of those you know. This prints it: {0}",
        "最大セッション期間がわかるロールに入力してください。確認するコマンド: {0}";
    ASKS_FOR = "asked for: {0}, so the maximum is that at least", "要求: {0} (最大セッション期間はこれ以上)";
    ACCOUNTS = "Names of accounts", "アカウントの表示名";
    ACCOUNTS_WHAT = "Shown in place of an account's alias.", "アカウントのエイリアスの代わりに表示されます。";
    ACCOUNT_NUMBER = "Account number (12 digits)", "アカウント番号 (12 桁)";
    ACCOUNT_NAME = "Name", "表示名";
    ACCOUNT_WRONG = "An account's number has 12 digits.", "アカウント番号は 12 桁の数字です。";
    NAME_WRONG = "Write a name of at most 300 characters.", "300 文字以内で入力してください。";
    BACKUP = "Options as a file", "オプションのファイル";
    EXPORT = "Save as a file", "ファイルに保存";
    IMPORT_OPTIONS = "Load from a file", "ファイルから読み込む";
    OPTIONS_LOADED = "The options were loaded.", "オプションを読み込みました。";
    OPTIONS_NOT_JSON = "This is no file of options: it is not JSON.", "JSON ではないため、オプションのファイルとして読み込めません。";
    OPTIONS_WRONG = "Nothing was loaded: \"{0}\" is not known, or has a value that cannot be used.",
        "読み込みませんでした。「{0}」は不明な項目か、使用できない値です。";
    RECORDING = "Recording", "記録";
    RECORDING_ON = "Record what is observed, to replay a wrong countdown", "カウントダウンの誤りを再現するために、観測した内容を記録する";
    RECORDING_WHAT = "The last 2000 events, for session-clock replay. Account numbers and names are replaced by stand-ins before they are stored. Private windows are never recorded.",
        "session-clock replay 用に、直近 2000 件のイベントを記録します。アカウント番号と名前は、保存の前に別の値に置き換えます。プライベートウィンドウは記録しません。";
    RECORDING_SAVE = "Save the recording", "記録を保存";
    RECORDING_DELETE = "Delete the recording", "記録を削除";
    RECORDED = "Events recorded: {0}", "記録したイベント: {0} 件";
    KNOWN = "What this extension knows", "この拡張機能が保持している情報";
    KNOWN_WHAT = "It stays in this browser: the extension sends nothing anywhere.", "すべてこのブラウザの中だけにあり、外部には何も送信しません。";
    SESSIONS = "Sessions", "セッション";
    ROLES = "Learned of roles", "ロールについて学習したこと";
    NOTHING_KNOWN = "Nothing.", "ありません。";
    ROLE_EXACTLY = "maximum {0}", "最大セッション期間 {0}";
    ROLE_AT_LEAST = "maximum at least {0}", "最大セッション期間は少なくとも {0}";
    ROLE_AT_MOST = "maximum at most {0}", "最大セッション期間は最長で {0}";
    ROLE_END_SEEN = "an end was seen after {0}", "{0} 後の終了を確認";
    ROLE_FROM = "usually reached from {0}", "通常の入り方: {0}";
    DAMAGED_SAVE = "Save what could not be read", "読み取れなかったデータを保存";
    DAMAGED_DELETE = "Delete what could not be read", "読み取れなかったデータを削除";
    EVERYTHING = "All that is stored, as it is", "保存されているすべてのデータ";
    EVERYTHING_FORGET = "Forget everything", "すべて消去";
    EVERYTHING_SURELY = "Forget all sessions, what was learned, recordings and your options?",
        "すべてのセッション、学習した内容、記録、オプションを消去しますか?";
    FORGOTTEN = "Forgotten.", "消去しました。";

    WELCOME_TITLE = "Know when your AWS session ends", "AWS セッションの終了時刻がわかります";
    WELCOME_LEAD = "From now on, each page of the AWS console says how long its session still lasts.",
        "AWS コンソールの各ページに、セッションの残り時間が表示されます。";
    WELCOME_SAMPLE = "A made-up session, as a console page shows it", "コンソールのページでの表示例 (架空のセッション)";
    WELCOME_WORD = "It says how sure it is. An end that is only bounded reads at least or at most: never a guess.",
        "どの程度確かな時刻かも示します。範囲しかわからない場合は「少なくとも」「最長で」と表示し、推測はしません。";
    WELCOME_WARNING = "It warns you 15, 5 and 1 minutes before the end, so that you can save your work. You choose the minutes.",
        "終了の 15 分前、5 分前、1 分前に警告するので、作業を保存できます。タイミングは変更できます。";
    WELCOME_REASON = "Click the countdown to see why the session ends then, and what would give longer.",
        "カウントダウンをクリックすると、終了の理由と、延ばす方法がわかります。";
    WELCOME_TOOLBAR = "The toolbar button lists all sessions, soonest end first.",
        "ツールバーのボタンから、すべてのセッションを終了の早い順に確認できます。";
    WELCOME_NOTHING = "It reads the console's own pages only, sends nothing, and never signs in or clicks for you. There is nothing to set up.",
        "コンソールのページだけを読み取り、何も送信せず、サインインやクリックを代行することもありません。設定は不要です。";
    WELCOME_CLOSE = "Close this page", "このページを閉じる";
}
