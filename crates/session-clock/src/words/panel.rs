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
    SURE_EXACT = "AWS's own end, read from the session cookie.", "AWS が決めた終了時刻です (セッション Cookie の期限)。";
    SURE_COMPUTED = "Worked out from AWS's rules and the moment it began.", "AWS のルールと開始時刻から計算しました。";
    SURE_EXPECTED = "AWS's default. Your administrator may have set another length.", "AWS の標準の長さです。管理者が別の長さを設定している場合もあります。";
    SURE_BETWEEN = "Several ends are still possible.", "終了時刻の候補が複数あります。";
    SURE_MET_RUNNING = "It had already begun when Session Clock first saw it.", "最初に確認したときには、すでに始まっていました。";
    SURE_UNKNOWN = "Nothing on the page says when this session ends.", "終了時刻の手がかりがページにありません。";
}
