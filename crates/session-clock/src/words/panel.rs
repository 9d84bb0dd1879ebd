//! What the panel on the console's page says around a session's reason.

use super::phrases;

phrases! {
    /// The panel's labels.
    PANEL;
    PANEL_COPY = "Copy", "コピー";
    PANEL_FOLD = "Shrink", "小さくする";
    PANEL_UNFOLD = "Expand", "元の大きさに戻す";
    PANEL_HIDE = "Hide", "隠す";
    PANEL_OFF_SERVICE = "Hide on {0}", "{0} で表示しない";
    HIDE_WHAT = "Until you show it again in the popup.", "ポップアップからいつでも再表示できます。";
    SURE_EXACT = "AWS's own end, read from the session cookie.", "AWS が決めた終了時刻です (セッション Cookie の期限)。";
    SURE_COMPUTED = "Worked out from what Session Clock knows about your sessions.", "わかっているセッションの情報から計算しました。";
    SURE_EXPECTED = "Based on AWS's default sign-in length.", "サインインの長さを AWS のデフォルトとみなした時刻です。";
    SURE_BETWEEN = "Only a range is known, not the exact end.", "終了時刻の範囲だけがわかっています。";
    SURE_MET_RUNNING = "Only the latest end is known.", "最も遅い終了時刻だけがわかっています。";
    SURE_UNKNOWN = "Nothing on the page says when this session ends.", "終了時刻の手がかりがページにありません。";
}
