//! What the panel on the console's page says around a session's reason.

use super::phrases;

phrases! {
    /// The panel's labels.
    PANEL;
    PANEL_NAME = "AWS session clock", "AWS セッションクロック";
    PANEL_CLOSE = "Close", "閉じる";
    PANEL_WHY = "Why then", "理由";
    PANEL_MORE = "What would give more", "延ばすには";
    PANEL_ENDS = "Ends", "終了";
    PANEL_COPY = "Copy", "コピー";
    PANEL_COPIED = "Copied", "コピーしました";
    PANEL_AGAIN = "Sign in or switch role again (AWS's own page)", "もう一度サインインまたはロールを切り替える (AWS のページ)";
    PANEL_FOLD = "Fold to a dot", "点にたたむ";
    PANEL_UNFOLD = "Unfold", "広げる";
    PANEL_MUTE = "No more warnings for this session", "このセッションの警告を止める";
    PANEL_UNMUTE = "Warn me of this session again", "このセッションの警告を再開する";
    PANEL_OFF_HOST = "Hide on this site", "このサイトでは表示しない";
    PANEL_OFF = "Hide everywhere", "どのサイトでも表示しない";
    PANEL_ELSEWHERE = "All sessions, exact time and notifications: in the toolbar button. To show the countdown again: in the options.",
        "すべてのセッション、正確な時刻、通知はツールバーのボタンから。カウントダウンの再表示はオプションから。";
    SURE_EXACT = "Exact: the date of the session cookie", "正確: セッション Cookie の期限";
    SURE_COMPUTED = "Computed: the start was seen and one rule applies", "計算: 開始が確認され、適用されるルールは 1 つです";
    SURE_BETWEEN = "Between two moments: more than one end is still possible", "範囲: 終わりの可能性が複数残っています";
    SURE_MET_RUNNING = "It was running already when it was first seen", "最初に確認した時点ですでに開始していました";
    SURE_UNKNOWN = "Nothing is known of its end", "終わりについては何もわかっていません";
}
