//! What the panel on the console's page says around a session's reason.

use super::phrases;

phrases! {
    /// The panel's labels.
    PANEL;
    PANEL_COPY = "Copy", "コピー";
    PANEL_FOLD = "Shrink", "小さくする";
    PANEL_UNFOLD = "Expand", "元の大きさ";
    PANEL_HIDE = "Hide", "隠す";
    PANEL_OFF_SERVICE = "Hide on {0}", "{0} で表示しない";
    HIDE_WHAT = "Until you show it again in the popup.", "ポップアップからいつでも再表示できます。";
    SURE_EXACT = "AWS's own end, read from the session cookie.", "AWS が決めた終了時刻です (セッション Cookie の期限)。";
    SURE_COMPUTED = "Worked out from AWS's rules and the moment it began.", "AWS のルールと開始時刻から計算しました。";
    SURE_EXPECTED = "AWS's default. Your administrator may have set another length.", "AWS のデフォルトの長さです。管理者が別の長さを設定している場合もあります。";
    SURE_BETWEEN = "Several ends are still possible.", "終了時刻の候補が複数あります。";
    SURE_MET_RUNNING = "It had already begun when Session Clock first saw it.", "最初に確認したときには、すでに始まっていました。";
    SURE_UNKNOWN = "Nothing on the page says when this session ends.", "終了時刻の手がかりがページにありません。";
}
