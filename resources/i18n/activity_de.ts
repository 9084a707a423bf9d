<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>Abilities</name>
    <message>
        <source>Add an account first.</source>
        <translation>Erst ein Konto hinzufügen.</translation>
    </message>
    <message>
        <source>Choose an activity first.</source>
        <translation>Erst eine Aktivität auswählen.</translation>
    </message>
    <message>
        <source>Choose one activity only.</source>
        <translation>Nur eine Aktivität auswählen.</translation>
    </message>
    <message>
        <source>This activity has no type of its own. Mute its account instead.</source>
        <translation>Diese Aktivität hat keine eigene Art. Stattdessen ihr Konto stumm schalten.</translation>
    </message>
</context>
<context>
    <name>AccountChooser</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>{account}: {reason}</source>
        <translation>{account}: {reason}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Tip: press {key} for done</source>
        <translation>Tipp: {key} drücken für Erledigt</translation>
    </message>
    <message>
        <source>No more unread activities</source>
        <translation>Keine weiteren ungelesenen Aktivitäten</translation>
    </message>
</context>
<context>
    <name>BodyView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy link address</source>
        <translation>Linkadresse kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message>
        <source>Issued by {issuer}.</source>
        <translation>Ausgestellt von {issuer}.</translation>
    </message>
    <message>
        <source>It is for {names}.</source>
        <translation>Es gilt für {names}.</translation>
    </message>
    <message>
        <source>SHA-256 {fingerprint}</source>
        <translation>SHA-256 {fingerprint}</translation>
    </message>
    <message>
        <source>Valid from {start} to {end}.</source>
        <translation>Gültig von {start} bis {end}.</translation>
    </message>
    <message>
        <source>nobody who can be read</source>
        <translation>jemandem, der nicht zu lesen ist</translation>
    </message>
    <message>
        <source>{host} shows a certificate of {subject}.</source>
        <translation>{host} zeigt ein Zertifikat von {subject}.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Activity</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Keep receiving notifications?</source>
        <translation>Weiter Mitteilungen erhalten?</translation>
    </message>
    <message>
        <source>Activity can stay in the background without a tray icon. Start it again to open this window.</source>
        <translation>Activity kann ohne Symbol in der Leiste im Hintergrund bleiben. Ein erneuter Start öffnet dieses Fenster.</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Remember</source>
        <translation>Merken</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Handeln</translation>
    </message>
    <message>
        <source>Find and go</source>
        <translation>Suchen und springen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Show account</source>
        <translation>Konto zeigen</translation>
    </message>
    <message>
        <source>Show saved view</source>
        <translation>Gespeicherte Ansicht zeigen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Next unread</source>
        <translation>Nächste ungelesene</translation>
    </message>
    <message>
        <source>Previous unread</source>
        <translation>Vorige ungelesene</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letzte</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Nach unten blättern</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Nach oben blättern</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>Weiterlesen</translation>
    </message>
    <message>
        <source>Scroll back</source>
        <translation>Zurückblättern</translation>
    </message>
    <message>
        <source>Open detail</source>
        <translation>Details öffnen</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Read or unread</source>
        <translation>Gelesen oder ungelesen</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Complete in CRM and done</source>
        <translation>Im CRM abschließen und erledigt</translation>
    </message>
    <message>
        <source>Reopen in CRM</source>
        <translation>Im CRM wieder öffnen</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>New activity</source>
        <translation>Neue Aktivität</translation>
    </message>
    <message>
        <source>Edit activity</source>
        <translation>Aktivität bearbeiten</translation>
    </message>
    <message>
        <source>Delete in CRM</source>
        <translation>Im CRM löschen</translation>
    </message>
    <message>
        <source>Fetch activity anew</source>
        <translation>Aktivität neu abrufen</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Alle als gelesen markieren</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Extend down</source>
        <translation>Nach unten erweitern</translation>
    </message>
    <message>
        <source>Extend up</source>
        <translation>Nach oben erweitern</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Open in CRM</source>
        <translation>Im CRM öffnen</translation>
    </message>
    <message>
        <source>Join the meeting</source>
        <translation>An der Besprechung teilnehmen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Mute or unmute type</source>
        <translation>Art stumm oder wieder laut</translation>
    </message>
    <message>
        <source>Mute or unmute account</source>
        <translation>Konto stumm oder wieder laut</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Context menu</source>
        <translation>Kontextmenü</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search on server</source>
        <translation>Auf dem Server suchen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Go to Inbox</source>
        <translation>Zum Posteingang</translation>
    </message>
    <message>
        <source>Go to Agenda</source>
        <translation>Zur Agenda</translation>
    </message>
    <message>
        <source>Go to Snoozed</source>
        <translation>Zu Zurückgestellt</translation>
    </message>
    <message>
        <source>Go to Done</source>
        <translation>Zu Erledigt</translation>
    </message>
    <message>
        <source>Go to Everything</source>
        <translation>Zu Alles</translation>
    </message>
    <message>
        <source>Go to Recently deleted</source>
        <translation>Zu Kürzlich gelöscht</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Diese Suche speichern</translation>
    </message>
    <message>
        <source>Rename this saved view</source>
        <translation>Diese Ansicht umbenennen</translation>
    </message>
    <message>
        <source>Remove this saved view</source>
        <translation>Diese Ansicht entfernen</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Alle Konten</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Normale Schriftgröße</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Quit Activity</source>
        <translation>Activity beenden</translation>
    </message>
</context>
<context>
    <name>Content</name>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Some details could not be read.</source>
        <translation>Einige Angaben waren nicht lesbar.</translation>
    </message>
    <message>
        <source>Someone changed this in {account} meanwhile.</source>
        <translation>Inzwischen hat jemand dies in {account} geändert.</translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation>Nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Completed in {account}</source>
        <translation>In {account} abgeschlossen</translation>
    </message>
    <message>
        <source>Complete in {account}</source>
        <translation>In {account} abschließen</translation>
    </message>
    <message>
        <source>Marks the {kind} as done for your whole team</source>
        <translation>Gilt für das ganze Team als erledigt: {Kind}</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Open in {account}</source>
        <translation>In {account} öffnen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
</context>
<context>
    <name>DetailToolbar</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Mark unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Mark read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Nicht erledigt</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>An AI or a service</source>
        <translation>Eine KI oder ein Dienst</translation>
    </message>
    <message>
        <source>Arrived here</source>
        <translation>Hier eingetroffen</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>Geschehen</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>In {account}</source>
        <translation>In {account}</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Notification</source>
        <translation>Mitteilung</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Read state</source>
        <translation>Lesestand</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Verknüpft</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>The record as it came</source>
        <translation>Der Datensatz, wie er kam</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Verfasst von</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
</context>
<context>
    <name>Disclosure</name>
    <message>
        <source>{title}, hidden</source>
        <translation>{title}, ausgeblendet</translation>
    </message>
    <message>
        <source>{title}, shown</source>
        <translation>{title}, eingeblendet</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Use theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>Berichtigen …</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>FactLabels</name>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Activity date</source>
        <translation>Datum der Aktivität</translation>
    </message>
    <message>
        <source>Performed by</source>
        <translation>Ausgeführt von</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Geschrieben von</translation>
    </message>
    <message>
        <source>AI trace</source>
        <translation>KI-Spur</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Reminder sent</source>
        <translation>Erinnerung gesendet</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Source type</source>
        <translation>Art der Quelle</translation>
    </message>
    <message>
        <source>App</source>
        <translation>App</translation>
    </message>
    <message>
        <source>Last changed by</source>
        <translation>Zuletzt geändert von</translation>
    </message>
    <message>
        <source>Deleted at</source>
        <translation>Gelöscht am</translation>
    </message>
    <message>
        <source>Deleted by</source>
        <translation>Gelöscht von</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Schema version</source>
        <translation>Schema-Version</translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation>Eigene Felder</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>Angezeigt als</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Konferenz</translation>
    </message>
    <message>
        <source>Conference id</source>
        <translation>Konferenznummer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address details</source>
        <translation>Einzelheiten der Adresse</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Status name</source>
        <translation>Name des Status</translation>
    </message>
    <message>
        <source>UID</source>
        <translation>UID</translation>
    </message>
</context>
<context>
    <name>FactValues</name>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Deleted in its system. Here it can still be read.</source>
        <translation>In ihrem System gelöscht. Hier ist sie noch zu lesen.</translation>
    </message>
    <message>
        <source>High priority</source>
        <translation>Hohe Priorität</translation>
    </message>
    <message>
        <source>Join the call</source>
        <translation>Am Gespräch teilnehmen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>überfällig</translation>
    </message>
    <message>
        <source>repeats</source>
        <translation>wiederholt sich</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FeedRow</name>
    <message>
        <source>Cancelled</source>
        <translation>Abgesagt</translation>
    </message>
    <message>
        <source>Changed elsewhere</source>
        <translation>Anderswo geändert</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>Jetzt fällig</translation>
    </message>
    <message>
        <source>Due: {time}</source>
        <translation>Fällig: {time}</translation>
    </message>
    <message>
        <source>New since your last visit</source>
        <translation>Neu seit dem letzten Besuch</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Snoozed until {time}</source>
        <translation>Wieder da: {time}</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Unread, kept for later</source>
        <translation>Ungelesen, für später behalten</translation>
    </message>
    <message>
        <source>{day}, heading</source>
        <translation>{day}, Überschrift</translation>
    </message>
</context>
<context>
    <name>FeedTable</name>
    <message>
        <source>{open} opens, {done} done, {snooze} snooze, {read} read or unread</source>
        <translation>{open} öffnet, {done} erledigt, {snooze} stellt zurück, {read} gelesen oder ungelesen</translation>
    </message>
    <message>
        <source>{open} opens</source>
        <translation>{open} öffnet</translation>
    </message>
</context>
<context>
    <name>FieldSet</name>
    <message>
        <source>More fields</source>
        <translation>Weitere Felder</translation>
    </message>
</context>
<context>
    <name>FilterMenus</name>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Nobody is named here</source>
        <translation>Hier ist niemand genannt</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Unread only</source>
        <translation>Nur ungelesene</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message numerus="yes">
        <source>{n} types</source>
        <translation>
            <numerusform>{n} Art</numerusform>
            <numerusform>{n} Arten</numerusform>
        </translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Alle Tage</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
</context>
<context>
    <name>FirstFill</name>
    <message>
        <source>Getting activities</source>
        <translation>Aktivitäten werden geholt</translation>
    </message>
    <message>
        <source>You can start reading. Older days arrive in the background.</source>
        <translation>Das Lesen kann beginnen. Ältere Tage kommen im Hintergrund dazu.</translation>
    </message>
    <message>
        <source>{got} of about {total}</source>
        <translation>{got} von etwa {total}</translation>
    </message>
    <message>
        <source>{got} so far</source>
        <translation>bisher {got}</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Keep writing</source>
        <translation>Weiterschreiben</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard what you typed?</source>
        <translation>Eingaben verwerfen?</translation>
    </message>
</context>
<context>
    <name>FormWindow</name>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>What you had typed is back.</source>
        <translation>Das zuvor Geschriebene ist wieder da.</translation>
    </message>
    <message>
        <source>New activity</source>
        <translation>Neue Aktivität</translation>
    </message>
    <message>
        <source>Edit activity</source>
        <translation>Aktivität bearbeiten</translation>
    </message>
    <message>
        <source>Created in {account}</source>
        <translation>In {account} angelegt</translation>
    </message>
    <message>
        <source>Saved in {account}</source>
        <translation>In {account} gespeichert</translation>
    </message>
    <message>
        <source>Waiting to be sent to {account}</source>
        <translation>Wartet auf das Senden an {account}</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>Tag und Uhrzeit</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>Das wird gebraucht.</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>This may have {n} characters at most; it has {has}.</source>
        <translation>Höchstens {n} Zeichen sind möglich, es sind {has}.</translation>
    </message>
    <message>
        <source>{field}, required</source>
        <translation>{field}, erforderlich</translation>
    </message>
    <message>
        <source>{field}: how exact</source>
        <translation>{field}: wie genau</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Getting activities, {n} of about {total}</source>
        <translation>Aktivitäten werden geholt, {n} von etwa {total}</translation>
    </message>
    <message>
        <source>Getting activities, {n} so far</source>
        <translation>Aktivitäten werden geholt, bisher {n}</translation>
    </message>
    <message>
        <source>It can</source>
        <translation>Möglich</translation>
    </message>
    <message>
        <source>It cannot</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Last full check</source>
        <translation>Letzte volle Prüfung</translation>
    </message>
    <message>
        <source>Last news</source>
        <translation>Letzte Neuigkeit</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>Zuletzt gelungen</translation>
    </message>
    <message>
        <source>Live: news arrive by themselves</source>
        <translation>Live: Neues kommt von selbst</translation>
    </message>
    <message>
        <source>Missed and found later</source>
        <translation>Verpasst und später gefunden</translation>
    </message>
    <message>
        <source>Next check</source>
        <translation>Nächste Prüfung</translation>
    </message>
    <message>
        <source>Not followed</source>
        <translation>Wird nicht verfolgt</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Proved</source>
        <translation>Nachgewiesen</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Unreadable records</source>
        <translation>Unlesbare Datensätze</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>every {front} s, in the background every {back} s</source>
        <translation>alle {front} s, im Hintergrund alle {back} s</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>{n} s after it was created</source>
        <translation>{n} s nach dem Anlegen</translation>
    </message>
    <message>
        <source>{n}, {refused} of them refused</source>
        <translation>{n}, davon {refused} abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>%n kept aside</source>
        <translation>
            <numerusform>%n beiseitegelegt</numerusform>
            <numerusform>%n beiseitegelegt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) after it was created</source>
        <translation>
            <numerusform>%n Minute nach dem Anlegen</numerusform>
            <numerusform>%n Minuten nach dem Anlegen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n, the last one {when}</source>
        <translation>
            <numerusform>%n, zuletzt {when}</numerusform>
            <numerusform>%n, zuletzt {when}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} activity(ies), {size}</source>
        <translation>
            <numerusform>{n} Aktivität, {size}</numerusform>
            <numerusform>{n} Aktivitäten, {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthWindow</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>How every account is, and what this computer can do.</source>
        <translation>Wie es um jedes Konto steht, und was dieser Computer kann.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Without tokens and without what anybody wrote</source>
        <translation>Ohne Tokens und ohne das, was jemand geschrieben hat</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>HintList</name>
    <message>
        <source>Search operators</source>
        <translation>Suchoperatoren</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>Besucher</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Besprechung</translation>
    </message>
    <message>
        <source>Site visit</source>
        <translation>Ortstermin</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>Lunch</source>
        <translation>Mittagessen</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>Deal</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Lead</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>Search activities</source>
        <translation>Aktivitäten suchen</translation>
    </message>
    <message>
        <source>Show the sidebar</source>
        <translation>Seitenleiste zeigen</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Alle als gelesen markieren</translation>
    </message>
    <message>
        <source>View options</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Unread only</source>
        <translation>Nur ungelesene</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Type filter</source>
        <translation>Filter nach Art</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People filter</source>
        <translation>Filter nach Personen</translation>
    </message>
    <message>
        <source>Period filter</source>
        <translation>Filter nach Zeitraum</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message numerus="yes">
        <source>{n} unread</source>
        <translation>
            <numerusform>{n} ungelesen</numerusform>
            <numerusform>{n} ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>all types</source>
        <translation>alle Arten</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>all days</source>
        <translation>alle Tage</translation>
    </message>
    <message numerus="yes">
        <source>{n} filters</source>
        <translation>
            <numerusform>{n} Filter</numerusform>
            <numerusform>{n} Filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Activities</source>
        <translation>Aktivitäten</translation>
    </message>
</context>
<context>
    <name>ManySelected</name>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Mark read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Months</name>
    <message>
        <source>{day} {month}</source>
        <translation>{day}. {month}</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januar</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februar</translation>
    </message>
    <message>
        <source>March</source>
        <translation>März</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>August</source>
        <translation>August</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Dezember</translation>
    </message>
</context>
<context>
    <name>NamePopover</name>
    <message>
        <source>Type a name.</source>
        <translation>Einen Namen eingeben.</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>Inbox</source>
        <translation>Posteingang</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Recently deleted</source>
        <translation>Kürzlich gelöscht</translation>
    </message>
    <message>
        <source>This activity is not here any more</source>
        <translation>Diese Aktivität ist nicht mehr da</translation>
    </message>
</context>
<context>
    <name>NewAbove</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neue</numerusform>
            <numerusform>%n neue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Copied, to be sent to an administrator</source>
        <translation>Kopiert, zum Senden an die Administration</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activity</translation>
    </message>
    <message numerus="yes">
        <source>{n} unread</source>
        <translation>
            <numerusform>{n} ungelesen</numerusform>
            <numerusform>{n} ungelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>Activities you finish with {key} land here.</source>
        <translation>Was mit {key} erledigt wird, steht hier.</translation>
    </message>
    <message>
        <source>Activity shows what happens in your CRM, the moment it happens.</source>
        <translation>Activity zeigt, was im CRM geschieht, sobald es geschieht.</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>After “{operator}:” you can write {values}, and more.</source>
        <translation>Nach „{operator}:“ geht {values} und mehr.</translation>
    </message>
    <message>
        <source>After “{operator}:” you can write {values}.</source>
        <translation>Nach „{operator}:“ geht {values}.</translation>
    </message>
    <message>
        <source>All caught up</source>
        <translation>Alles gelesen</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Connect your first account</source>
        <translation>Das erste Konto verbinden</translation>
    </message>
    <message>
        <source>Enter a new token</source>
        <translation>Neues Token eingeben</translation>
    </message>
    <message>
        <source>New activities appear here by themselves.</source>
        <translation>Neue Aktivitäten erscheinen hier von selbst.</translation>
    </message>
    <message>
        <source>Nothing done yet</source>
        <translation>Noch nichts erledigt</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>Nichts ist fällig</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”</source>
        <translation>Nichts passt zu „{text}“</translation>
    </message>
    <message>
        <source>Nothing snoozed</source>
        <translation>Nichts zurückgestellt</translation>
    </message>
    <message>
        <source>Nothing waits for you. We will tell you when something happens.</source>
        <translation>Nichts wartet. Sobald etwas geschieht, kommt eine Mitteilung.</translation>
    </message>
    <message>
        <source>Nothing was deleted</source>
        <translation>Nichts wurde gelöscht</translation>
    </message>
    <message>
        <source>Nothing with these filters</source>
        <translation>Nichts mit diesen Filtern</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Press {key} on an activity to see it again later.</source>
        <translation>{key} auf einer Aktivität drücken, um sie später wiederzusehen.</translation>
    </message>
    <message>
        <source>Search all days</source>
        <translation>Alle Tage durchsuchen</translation>
    </message>
    <message>
        <source>Search on server</source>
        <translation>Auf dem Server suchen</translation>
    </message>
    <message>
        <source>Send a sample</source>
        <translation>Beispiel senden</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Take one of them away.</source>
        <translation>Eines davon weglassen.</translation>
    </message>
    <message>
        <source>Tasks, calls and meetings stand here in the order of their time until they are done.</source>
        <translation>Aufgaben, Anrufe und Besprechungen stehen hier nach ihrer Zeit geordnet, bis sie erledigt sind.</translation>
    </message>
    <message>
        <source>The token no longer works. The activities you already have stay here.</source>
        <translation>Das Token gilt nicht mehr. Die vorhandenen Aktivitäten bleiben hier.</translation>
    </message>
    <message>
        <source>Try fewer words, or search all days.</source>
        <translation>Weniger Wörter helfen, oder alle Tage durchsuchen.</translation>
    </message>
    <message>
        <source>Try fewer words.</source>
        <translation>Weniger Wörter helfen.</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>What is deleted in your systems can be read here for as long as activities are kept.</source>
        <translation>Was in den Systemen gelöscht wird, ist hier zu lesen, solange Aktivitäten aufbewahrt werden.</translation>
    </message>
    <message>
        <source>{account} signed you out</source>
        <translation>{account} hat das Konto abgemeldet</translation>
    </message>
    <message>
        <source>“{text}” contradicts the rest</source>
        <translation>„{text}“ widerspricht dem Rest</translation>
    </message>
    <message>
        <source>“{text}” is not understood</source>
        <translation>„{text}“ ist nicht verständlich</translation>
    </message>
</context>
<context>
    <name>NothingSelected</name>
    <message>
        <source>Next, previous</source>
        <translation>Nächste, vorige</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>Alle Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The desktop&apos;s notifications do not answer. What is new is announced as soon as they do.</source>
        <translation>Die Benachrichtigungen des Systems antworten nicht. Neues wird gemeldet, sobald sie es wieder tun.</translation>
    </message>
    <message>
        <source>Activity will tell you about new activities like this.</source>
        <translation>So meldet Activity neue Aktivitäten.</translation>
    </message>
    <message>
        <source>Back in your inbox</source>
        <translation>Wieder im Posteingang</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Enter token</source>
        <translation>Token eingeben</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Teilnehmen</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Alle als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>New activity</source>
        <translation>Neue Aktivität</translation>
    </message>
    <message>
        <source>Snooze 1 hour</source>
        <translation>1 Stunde zurückstellen</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Snoozed until now.</source>
        <translation>Bis jetzt zurückgestellt.</translation>
    </message>
    <message>
        <source>Something is due</source>
        <translation>Etwas ist fällig</translation>
    </message>
    <message>
        <source>The program was stopped while it told you. Look into your inbox.</source>
        <translation>Das Programm wurde beim Melden beendet. Ein Blick in den Posteingang zeigt alles.</translation>
    </message>
    <message>
        <source>The token no longer works. Enter a new one to keep receiving activities.</source>
        <translation>Das Token gilt nicht mehr. Mit einem neuen kommen wieder Aktivitäten an.</translation>
    </message>
    <message>
        <source>This is how it looks</source>
        <translation>So sieht es aus</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>In der Zwischenzeit</translation>
    </message>
    <message>
        <source>{account} signed you out</source>
        <translation>{account} hat das Konto abgemeldet</translation>
    </message>
    <message>
        <source>{kind}, due on {date} at {time}</source>
        <translation>{kind}, fällig am {date} um {time}</translation>
    </message>
    <message>
        <source>{kind}, due on {date}</source>
        <translation>{kind}, fällig am {date}</translation>
    </message>
    <message>
        <source>{kind}, due today at {time}</source>
        <translation>{kind}, fällig heute um {time}</translation>
    </message>
    <message>
        <source>{kind}, due today</source>
        <translation>{kind}, fällig heute</translation>
    </message>
    <message numerus="yes">
        <source>%n activity(ies) between {since} and {until}</source>
        <translation>
            <numerusform>%n Aktivität zwischen {since} und {until}</numerusform>
            <numerusform>%n Aktivitäten zwischen {since} und {until}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activity(ies) due</source>
        <translation>
            <numerusform>%n Aktivität fällig</numerusform>
            <numerusform>%n Aktivitäten fällig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activity(ies) may not have been shown</source>
        <translation>
            <numerusform>%n Aktivität wurde vielleicht nicht gezeigt</numerusform>
            <numerusform>%n Aktivitäten wurden vielleicht nicht gezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new activity(ies)</source>
        <translation>
            <numerusform>%n neue Aktivität</numerusform>
            <numerusform>%n neue Aktivitäten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new or due activity(ies)</source>
        <translation>
            <numerusform>%n neue oder fällige Aktivität</numerusform>
            <numerusform>%n neue oder fällige Aktivitäten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{titles} and %n more</source>
        <translation>
            <numerusform>{titles} und %n weitere</numerusform>
            <numerusform>{titles} und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notified</name>
    <message>
        <source>Not shown. It came with the first fill, and old ones are no news.</source>
        <translation>Nicht gezeigt. Die Aktivität kam beim ersten Abgleich, und Altes wird nicht gemeldet.</translation>
    </message>
    <message>
        <source>About to be shown.</source>
        <translation>Wird gleich gezeigt.</translation>
    </message>
    <message>
        <source>Held back for a summary.</source>
        <translation>Zurückgehalten für eine Zusammenfassung.</translation>
    </message>
    <message>
        <source>Shown: {time}.</source>
        <translation>Gezeigt: {time}.</translation>
    </message>
    <message>
        <source>Told of in a summary: {time}.</source>
        <translation>In einer Zusammenfassung genannt: {time}.</translation>
    </message>
    <message>
        <source>Not shown.</source>
        <translation>Nicht gezeigt.</translation>
    </message>
    <message>
        <source>It was new.</source>
        <translation>Sie war neu.</translation>
    </message>
    <message>
        <source>It was due.</source>
        <translation>Sie war fällig.</translation>
    </message>
    <message>
        <source>It was finished, or moved to another time.</source>
        <translation>Sie war abgeschlossen oder auf eine andere Zeit verlegt.</translation>
    </message>
    <message>
        <source>Its system had reminded you already.</source>
        <translation>Ihr System hatte schon erinnert.</translation>
    </message>
    <message>
        <source>Its snooze had ended.</source>
        <translation>Sie war zurückgestellt und wieder fällig.</translation>
    </message>
    <message>
        <source>It arrived during quiet time.</source>
        <translation>Sie kam während einer Ruhezeit.</translation>
    </message>
    <message>
        <source>Many came at once.</source>
        <translation>Viele kamen auf einmal.</translation>
    </message>
    <message>
        <source>Notifications were paused.</source>
        <translation>Mitteilungen waren angehalten.</translation>
    </message>
    <message>
        <source>It arrived during quiet hours.</source>
        <translation>Sie kam während der Ruhezeiten.</translation>
    </message>
    <message>
        <source>You wrote it here.</source>
        <translation>Sie wurde hier geschrieben.</translation>
    </message>
    <message>
        <source>It was deleted before.</source>
        <translation>Sie wurde vorher gelöscht.</translation>
    </message>
    <message>
        <source>It was already read.</source>
        <translation>Sie war schon gelesen.</translation>
    </message>
    <message>
        <source>It was already done or snoozed.</source>
        <translation>Sie war schon erledigt oder zurückgestellt.</translation>
    </message>
    <message>
        <source>Notifications were turned off.</source>
        <translation>Mitteilungen waren ausgeschaltet.</translation>
    </message>
    <message>
        <source>You had muted this account.</source>
        <translation>Dieses Konto war stumm geschaltet.</translation>
    </message>
    <message>
        <source>It is muted in the CRM, or addressed to somebody else.</source>
        <translation>Sie ist im CRM stumm geschaltet oder an jemand anderen gerichtet.</translation>
    </message>
    <message>
        <source>You had muted this type.</source>
        <translation>Diese Art war stumm geschaltet.</translation>
    </message>
    <message>
        <source>The window was in front, and you chose no notifications then.</source>
        <translation>Das Fenster war vorn, und dann sind keine Mitteilungen gewünscht.</translation>
    </message>
    <message>
        <source>Two tries had no known end, so a summary without titles told of it.</source>
        <translation>Zwei Versuche endeten ungewiss, darum nannte sie eine Zusammenfassung ohne Titel.</translation>
    </message>
</context>
<context>
    <name>Onboarding</name>
    <message>
        <source>Welcome to Activity</source>
        <translation>Willkommen bei Activity</translation>
    </message>
    <message>
        <source>Where does your work live?</source>
        <translation>Wo findet die Arbeit statt?</translation>
    </message>
    <message>
        <source>Pick the system you want to hear from. You can add more later.</source>
        <translation>Von welchem System soll Neues kommen? Weitere gehen später.</translation>
    </message>
    <message>
        <source>Skip for now</source>
        <translation>Vorerst überspringen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The token is kept in your system keyring, never in a file.</source>
        <translation>Das Token liegt im Schlüsselbund des Systems, nie in einer Datei.</translation>
    </message>
    <message>
        <source>Connect to {system}</source>
        <translation>Mit {system} verbinden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Did you see it?</source>
        <translation>War sie zu sehen?</translation>
    </message>
    <message>
        <source>We just sent you a test notification. It should look about like this.</source>
        <translation>Gerade kam eine Testmitteilung. Sie sollte etwa so aussehen.</translation>
    </message>
    <message>
        <source>Nothing appeared</source>
        <translation>Nichts erschienen</translation>
    </message>
    <message>
        <source>Open inbox</source>
        <translation>Posteingang öffnen</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Change an activity</source>
        <translation>Eine Aktivität ändern</translation>
    </message>
    <message>
        <source>Change “{title}”</source>
        <translation>„{title}“ ändern</translation>
    </message>
    <message>
        <source>Changed elsewhere: someone changed this in {account} meanwhile.</source>
        <translation>Anderswo geändert: Inzwischen hat jemand dies in {account} geändert.</translation>
    </message>
    <message>
        <source>Complete an activity</source>
        <translation>Eine Aktivität abschließen</translation>
    </message>
    <message>
        <source>Complete “{title}”</source>
        <translation>„{title}“ abschließen</translation>
    </message>
    <message>
        <source>Create an activity</source>
        <translation>Eine Aktivität anlegen</translation>
    </message>
    <message>
        <source>Create “{title}”</source>
        <translation>„{title}“ anlegen</translation>
    </message>
    <message>
        <source>Delete an activity</source>
        <translation>Eine Aktivität löschen</translation>
    </message>
    <message>
        <source>Delete “{title}”</source>
        <translation>„{title}“ löschen</translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation>Es wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Mark an activity as read</source>
        <translation>Eine Aktivität als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark an activity as unread</source>
        <translation>Eine Aktivität als ungelesen markieren</translation>
    </message>
    <message>
        <source>Mark “{title}” as read</source>
        <translation>„{title}“ als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark “{title}” as unread</source>
        <translation>„{title}“ als ungelesen markieren</translation>
    </message>
    <message>
        <source>Next try at {time}</source>
        <translation>Nächster Versuch um {time}</translation>
    </message>
    <message>
        <source>Reopen an activity</source>
        <translation>Eine Aktivität wieder öffnen</translation>
    </message>
    <message>
        <source>Reopen “{title}”</source>
        <translation>„{title}“ wieder öffnen</translation>
    </message>
    <message>
        <source>Sent in a few seconds, unless you undo it</source>
        <translation>Wird in wenigen Sekunden gesendet und lässt sich bis dahin zurücknehmen</translation>
    </message>
    <message>
        <source>Waits for {account} to answer</source>
        <translation>Wartet auf Antwort von {account}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message numerus="yes">
        <source>tried %n times</source>
        <translation>
            <numerusform>%n-mal versucht</numerusform>
            <numerusform>%n-mal versucht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxWindow</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Your changes are kept here until their server has taken them.</source>
        <translation>Änderungen bleiben hier, bis ihr Server sie angenommen hat.</translation>
    </message>
    <message>
        <source>Everything has been sent</source>
        <translation>Alles ist gesendet</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>Nichts wartet.</translation>
    </message>
    <message>
        <source>Try all now</source>
        <translation>Alle jetzt versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PageList</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Saved view</source>
        <translation>Gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Type a command, a name or some words</source>
        <translation>Einen Befehl, einen Namen oder Wörter eingeben</translation>
    </message>
    <message>
        <source>move</source>
        <translation>bewegen</translation>
    </message>
    <message>
        <source>run</source>
        <translation>ausführen</translation>
    </message>
    <message>
        <source>close</source>
        <translation>schließen</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Aktivitäten</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
</context>
<context>
    <name>PaletteList</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>{name}. Shows all their activities</source>
        <translation>{name}. Zeigt alle zugehörigen Aktivitäten</translation>
    </message>
</context>
<context>
    <name>PersonHead</name>
    <message numerus="yes">
        <source>{n} activity(ies)</source>
        <translation>
            <numerusform>{n} Aktivität</numerusform>
            <numerusform>{n} Aktivitäten</numerusform>
        </translation>
    </message>
    <message>
        <source>Also in {account}</source>
        <translation>Auch in {account}</translation>
    </message>
    <message>
        <source>Not the same person as in {account}</source>
        <translation>Nicht dieselbe Person wie in {account}</translation>
    </message>
</context>
<context>
    <name>PersonToolbar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Write an email</source>
        <translation>E-Mail schreiben</translation>
    </message>
    <message>
        <source>Same person as…</source>
        <translation>Dieselbe Person wie …</translation>
    </message>
    <message>
        <source>Open in {account}</source>
        <translation>In {account} öffnen</translation>
    </message>
</context>
<context>
    <name>PersonView</name>
    <message>
        <source>Activities with {person}</source>
        <translation>Aktivitäten mit {person}</translation>
    </message>
    <message>
        <source>Nothing is known about this person</source>
        <translation>Über diese Person ist nichts bekannt</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The proxy&apos;s address cannot be used.</source>
        <translation>Die Adresse des Proxys ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>A link looks like {example}.</source>
        <translation>Ein Link sieht so aus: {example}.</translation>
    </message>
    <message>
        <source>A saved view needs a name.</source>
        <translation>Eine gespeicherte Ansicht braucht einen Namen.</translation>
    </message>
    <message>
        <source>Accounts: {ids}.</source>
        <translation>Konten: {ids}.</translation>
    </message>
    <message>
        <source>Addresses that begin with {scheme} do not lead to a server of this kind.</source>
        <translation>Adressen, die mit {scheme} beginnen, führen zu keinem solchen Server.</translation>
    </message>
    <message>
        <source>An account needs a name.</source>
        <translation>Ein Konto braucht einen Namen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>Zur Wahl stehen: {choices}.</translation>
    </message>
    <message>
        <source>Its fields are: {fields}.</source>
        <translation>Seine Felder: {fields}.</translation>
    </message>
    <message>
        <source>Mute the whole account instead.</source>
        <translation>Stattdessen das ganze Konto stumm schalten.</translation>
    </message>
    <message>
        <source>Nobody is known as {kind} {id} in {account}.</source>
        <translation>In {account} ist niemand als {kind} {id} bekannt.</translation>
    </message>
    <message>
        <source>See `activity-desktop views list`.</source>
        <translation>Siehe `activity-desktop views list`.</translation>
    </message>
    <message>
        <source>The activity cannot be saved like this: {wrong}</source>
        <translation>So lässt sich die Aktivität nicht speichern: {wrong}</translation>
    </message>
    <message>
        <source>The certificate file {path} cannot be read.</source>
        <translation>Die Zertifikatsdatei {path} ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The connection to {host} is not secure: {reason}.</source>
        <translation>Die Verbindung zu {host} ist nicht sicher: {reason}.</translation>
    </message>
    <message>
        <source>The connection to {host} would not be encrypted.</source>
        <translation>Die Verbindung zu {host} wäre nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>The server did not accept that: {reason}</source>
        <translation>Der Server hat das nicht angenommen: {reason}</translation>
    </message>
    <message>
        <source>There is already a saved view “{name}”.</source>
        <translation>Es gibt schon eine gespeicherte Ansicht „{name}“.</translation>
    </message>
    <message>
        <source>There is already an account “{name}”.</source>
        <translation>Es gibt schon ein Konto „{name}“.</translation>
    </message>
    <message>
        <source>There is no account “{name}”.</source>
        <translation>Es gibt kein Konto „{name}“.</translation>
    </message>
    <message>
        <source>There is no saved view “{name}”.</source>
        <translation>Es gibt keine gespeicherte Ansicht „{name}“.</translation>
    </message>
    <message>
        <source>There is no server called {host}.</source>
        <translation>Einen Server namens {host} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no system called “{name}”.</source>
        <translation>Ein System „{name}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no time zone called {name}.</source>
        <translation>Eine Zeitzone namens {name} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no waiting change {number}.</source>
        <translation>Es gibt keine wartende Änderung {number}.</translation>
    </message>
    <message>
        <source>This activity has no type of its own.</source>
        <translation>Diese Aktivität hat keine eigene Art.</translation>
    </message>
    <message>
        <source>This text is too large for this computer. Open it in the CRM.</source>
        <translation>Dieser Text ist für diesen Computer zu groß. Im CRM ist er vollständig.</translation>
    </message>
    <message>
        <source>Type one.</source>
        <translation>Einen eingeben.</translation>
    </message>
    <message>
        <source>You may not change this in {account}.</source>
        <translation>Das darf dieser Benutzer in {account} nicht ändern.</translation>
    </message>
    <message>
        <source>it does not speak a safe protocol</source>
        <translation>sie nutzt kein sicheres Protokoll</translation>
    </message>
    <message>
        <source>its certificate belongs to another name</source>
        <translation>das Zertifikat gehört zu einem anderen Namen</translation>
    </message>
    <message>
        <source>its certificate has expired</source>
        <translation>das Zertifikat ist abgelaufen</translation>
    </message>
    <message>
        <source>its certificate is not trusted</source>
        <translation>dem Zertifikat wird nicht vertraut</translation>
    </message>
    <message>
        <source>{account} has no stored token.</source>
        <translation>Für {account} ist kein Token gespeichert.</translation>
    </message>
    <message>
        <source>{address} is no web address.</source>
        <translation>{address} ist keine Webadresse.</translation>
    </message>
    <message>
        <source>{field} is needed.</source>
        <translation>{field} wird gebraucht.</translation>
    </message>
    <message>
        <source>{host} answers, but not like Fluid.</source>
        <translation>{host} antwortet, aber nicht wie Fluid.</translation>
    </message>
    <message>
        <source>{host} answers, but not like this system.</source>
        <translation>{host} antwortet, aber nicht wie dieses System.</translation>
    </message>
    <message>
        <source>{host} asks us to slow down.</source>
        <translation>{host} bittet um weniger Anfragen.</translation>
    </message>
    <message>
        <source>{host} is not answering. That is on their side.</source>
        <translation>{host} antwortet nicht. Das liegt an der Gegenseite.</translation>
    </message>
    <message>
        <source>{host} sends us on to {place}.</source>
        <translation>{host} verweist weiter an {place}.</translation>
    </message>
    <message>
        <source>{host} sends us round in circles.</source>
        <translation>{host} schickt im Kreis herum.</translation>
    </message>
    <message>
        <source>{host} sent more than we accept.</source>
        <translation>{host} hat mehr gesendet, als angenommen wird.</translation>
    </message>
    <message>
        <source>{name} is not linked with anybody.</source>
        <translation>{name} ist mit niemandem verknüpft.</translation>
    </message>
    <message>
        <source>{system} has no field “{name}”.</source>
        <translation>{system} hat kein Feld „{name}“.</translation>
    </message>
    <message>
        <source>{system} needs: {field}.</source>
        <translation>{system} braucht: {field}.</translation>
    </message>
    <message>
        <source>“{email}” is no e-mail address.</source>
        <translation>„{email}“ ist keine E-Mail-Adresse.</translation>
    </message>
    <message numerus="yes">
        <source>This may have %n character(s) at most.</source>
        <translation>
            <numerusform>Hier ist höchstens %n Zeichen erlaubt.</numerusform>
            <numerusform>Hier sind höchstens %n Zeichen erlaubt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder {folder} belongs to another user of this computer.</source>
        <translation>Der Ordner {folder} gehört einem anderen Benutzer dieses Computers.</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Stock level</source>
        <translation>Lagerbestand</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>Verkaufschance</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>Teilnehmer</translation>
    </message>
    <message>
        <source>Attendee</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
</context>
<context>
    <name>Related</name>
    <message>
        <source>Related {kind}</source>
        <translation>Verknüpft: {Kind}</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Verknüpft</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Anhang</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Earlier with {person}</source>
        <translation>Früher mit {person}</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show all activities with {person}</source>
        <translation>Alle Aktivitäten mit {person} zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>%n weitere zeigen</numerusform>
            <numerusform>%n weitere zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} other activity(ies)</source>
        <translation>
            <numerusform>{n} weitere Aktivität</numerusform>
            <numerusform>{n} weitere Aktivitäten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelationCard</name>
    <message>
        <source>Ask an administrator for access</source>
        <translation>Zugang gibt die Verwaltung des Systems</translation>
    </message>
    <message>
        <source>Details load when you are back online</source>
        <translation>Details folgen, sobald wieder Netz da ist</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>This {kind} was deleted</source>
        <translation>Dieser Eintrag ({Kind}) wurde gelöscht</translation>
    </message>
    <message>
        <source>You cannot view this {kind}</source>
        <translation>Keine Berechtigung für diesen Eintrag ({Kind})</translation>
    </message>
    <message>
        <source>{kind} {title}</source>
        <translation>{kind} {title}</translation>
    </message>
    <message>
        <source>{kind} {title}. Loading</source>
        <translation>{kind} {title}. Wird geladen</translation>
    </message>
    <message>
        <source>{kind} {title}. Opens in browser</source>
        <translation>{kind} {title}. Öffnet im Browser</translation>
    </message>
    <message>
        <source>{kind} {title}. Retry</source>
        <translation>{kind} {title}. Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>Complete</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Done here. Also in {account}?</source>
        <translation>Hier erledigt. Auch in {account}?</translation>
    </message>
    <message>
        <source>No web address is known for this</source>
        <translation>Dafür ist keine Webadresse bekannt</translation>
    </message>
    <message>
        <source>No meeting address is known for this</source>
        <translation>Hierfür ist keine Adresse einer Besprechung bekannt</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>Link kopiert</translation>
    </message>
    <message>
        <source>Text copied</source>
        <translation>Text kopiert</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Back to the inbox</source>
        <translation>Zurück in den Posteingang</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Mute type “{type}”</source>
        <translation>Art „{type}“ stumm schalten</translation>
    </message>
    <message>
        <source>Mute type</source>
        <translation>Art stumm schalten</translation>
    </message>
    <message>
        <source>Mute {account}</source>
        <translation>{account} stumm schalten</translation>
    </message>
    <message>
        <source>Notify about these types again</source>
        <translation>Diese Arten wieder melden</translation>
    </message>
    <message>
        <source>Notify about {account} again</source>
        <translation>{account} wieder melden</translation>
    </message>
    <message>
        <source>Notify about “{type}” again</source>
        <translation>„{type}“ wieder melden</translation>
    </message>
    <message>
        <source>Snooze…</source>
        <translation>Zurückstellen …</translation>
    </message>
    <message>
        <source>Wake up now</source>
        <translation>Jetzt zurückholen</translation>
    </message>
</context>
<context>
    <name>SamePersonPopover</name>
    <message>
        <source>Same person as</source>
        <translation>Dieselbe Person wie</translation>
    </message>
    <message>
        <source>Name or email address</source>
        <translation>Name oder E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Nobody else of that name has activities here.</source>
        <translation>Niemand sonst mit diesem Namen hat hier Aktivitäten.</translation>
    </message>
    <message>
        <source>Type some of the name.</source>
        <translation>Einen Teil des Namens eingeben.</translation>
    </message>
</context>
<context>
    <name>SavedViewsDesk</name>
    <message>
        <source>Save this search…</source>
        <translation>Diese Suche speichern …</translation>
    </message>
    <message>
        <source>Search or filter first, then save it</source>
        <translation>Erst suchen oder filtern, dann speichern</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Diese Suche speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Open a saved view first</source>
        <translation>Erst eine gespeicherte Ansicht öffnen</translation>
    </message>
    <message>
        <source>Rename “{name}”</source>
        <translation>„{name}“ umbenennen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>There is already a saved view of that name.</source>
        <translation>Es gibt schon eine gespeicherte Ansicht mit diesem Namen.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>Secrets</name>
    <message>
        <source>This system has no keyring. Tokens are kept in the kernel&apos;s memory until you log out, and never in a file.</source>
        <translation>Dieses System hat keinen Schlüsselbund. Tokens bleiben bis zur Abmeldung im Speicher des Kernels und stehen nie in einer Datei.</translation>
    </message>
    <message>
        <source>Tokens are kept in {place}.</source>
        <translation>Tokens liegen hier: {place}.</translation>
    </message>
</context>
<context>
    <name>Seen</name>
    <message>
        <source>A system notification with a link to the detail</source>
        <translation>Eine Mitteilung des Systems mit Link zu den Details</translation>
    </message>
    <message>
        <source>Jane Smith placed an order for $150.00</source>
        <translation>Jane Smith hat für 150,00 $ bestellt</translation>
    </message>
    <message>
        <source>Mark all read when I open the inbox</source>
        <translation>Beim Öffnen des Posteingangs alles als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>New order placed</source>
        <translation>Neue Bestellung</translation>
    </message>
    <message>
        <source>Notify me about new activities</source>
        <translation>Neue Aktivitäten melden</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Start when I sign in</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Waits in the tray</source>
        <translation>Wartet in der Leiste</translation>
    </message>
    <message>
        <source>You can undo it, or change it later</source>
        <translation>Lässt sich zurücknehmen oder später ändern</translation>
    </message>
    <message>
        <source>Your system may be set to “do not disturb”, or block notifications from Activity. New activities wait in the inbox in any case, and you can try again from Settings.</source>
        <translation>Vielleicht steht das System auf „Nicht stören“, oder es blockiert Mitteilungen von Activity. Neue Aktivitäten warten in jedem Fall im Posteingang; ein neuer Versuch geht in den Einstellungen.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>ServerSearch</name>
    <message>
        <source>Search on server</source>
        <translation>Auf dem Server suchen</translation>
    </message>
    <message>
        <source>Finds activities that are not on this computer, too.</source>
        <translation>Findet auch Aktivitäten, die nicht auf diesem Computer sind.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found on the server</source>
        <translation>Auf dem Server nichts gefunden</translation>
    </message>
    <message>
        <source>The others are in the list, too: all of them are kept.</source>
        <translation>Die anderen stehen auch in der Liste: Alle bleiben erhalten.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>Activities</source>
        <translation>Aktivitäten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>No notification service is running, so nothing can pop up. Unread activities still show here.</source>
        <translation>Es läuft kein Dienst für Mitteilungen, darum kann keine erscheinen. Ungelesene Aktivitäten stehen weiterhin hier.</translation>
    </message>
    <message>
        <source>No notification service is running, so nothing can pop up.</source>
        <translation>Es läuft kein Dienst für Mitteilungen, darum kann keine erscheinen.</translation>
    </message>
    <message>
        <source>Notifications are shown by {service}.</source>
        <translation>Mitteilungen zeigt {service}.</translation>
    </message>
    <message>
        <source>Notifications are turned off.</source>
        <translation>Mitteilungen sind ausgeschaltet.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Unread activities still show here.</source>
        <translation>Ungelesene Aktivitäten stehen weiterhin hier.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>For servers with your company&apos;s own certificates.</source>
        <translation>Für Server mit eigenen Zertifikaten der Firma.</translation>
    </message>
    <message>
        <source>Play the system&apos;s sound</source>
        <translation>Ton des Systems abspielen</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>15 minutes before</source>
        <translation>15 Minuten vorher</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>5 minutes before</source>
        <translation>5 Minuten vorher</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Einen Tag</translation>
    </message>
    <message>
        <source>A system that tells of news by itself is always heard at once. One that asks for patience gets it.</source>
        <translation>Ein System, das Neues von selbst meldet, wird immer sofort gehört. Eines, das um Geduld bittet, bekommt sie.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Activity {version}</source>
        <translation>Activity {version}</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>After Done or Snooze go to</source>
        <translation>Nach Erledigt oder Zurückstellen weiter zu</translation>
    </message>
    <message>
        <source>All activities are deleted from this computer and fetched anew. What is only marked here (done, snoozed, read where the system keeps no read state) is lost. Accounts, settings and unsent changes stay.</source>
        <translation>Alle Aktivitäten werden von diesem Rechner gelöscht und neu abgerufen. Was nur hier vermerkt ist (erledigt, zurückgestellt, gelesen, wo das System es nicht selbst vermerkt), geht verloren. Konten, Einstellungen und ungesendete Änderungen bleiben.</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Also when the window is in front</source>
        <translation>Auch wenn das Fenster vorn ist</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>An hour before</source>
        <translation>Eine Stunde vorher</translation>
    </message>
    <message>
        <source>An hour</source>
        <translation>Eine Stunde</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As often as is sensible</source>
        <translation>So oft wie sinnvoll</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>At its time</source>
        <translation>Zur Zeit der Fälligkeit</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Bundle into one</source>
        <translation>Zusammenfassen</translation>
    </message>
    <message>
        <source>Change address or token</source>
        <translation>Adresse oder Token ändern</translation>
    </message>
    <message>
        <source>Change the key of {command}</source>
        <translation>Taste für {command} ändern</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Choose types…</source>
        <translation>Arten auswählen …</translation>
    </message>
    <message>
        <source>Choose which types of {account} notify</source>
        <translation>Auswählen, welche Arten von {account} gemeldet werden</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Clear local data</source>
        <translation>Lokale Daten löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Closing the window where there is no tray</source>
        <translation>Fenster schließen, wenn es keine Leiste gibt</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinde …</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Delete the activities on this computer?</source>
        <translation>Die Aktivitäten auf diesem Rechner löschen?</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Done also completes in the CRM</source>
        <translation>Erledigt schließt auch im CRM ab</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Esc in the list closes the window</source>
        <translation>Esc in der Liste schließt das Fenster</translation>
    </message>
    <message>
        <source>Every 15 minutes</source>
        <translation>Alle 15 Minuten</translation>
    </message>
    <message>
        <source>Every 30 minutes</source>
        <translation>Alle 30 Minuten</translation>
    </message>
    <message>
        <source>Every 5 minutes</source>
        <translation>Alle 5 Minuten</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>Jede Minute</translation>
    </message>
    <message>
        <source>Extra certificate file</source>
        <translation>Zusätzliche Zertifikatsdatei</translation>
    </message>
    <message>
        <source>For as long as a problem is looked for. Tokens are never written.</source>
        <translation>Solange ein Problem gesucht wird. Token werden nie geschrieben.</translation>
    </message>
    <message>
        <source>Forever</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. Nothing about you leaves this computer.</source>
        <translation>Freie Software unter der MIT-Lizenz. Persönliches verlässt diesen Computer nicht.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details verbergen</translation>
    </message>
    <message>
        <source>Its activities are deleted from this computer. Nothing changes in {account}.</source>
        <translation>Die Aktivitäten werden von diesem Computer gelöscht. In {account} ändert sich nichts.</translation>
    </message>
    <message>
        <source>Keep activities for</source>
        <translation>Aktivitäten behalten</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Keep “new” markers for</source>
        <translation>„Neu“-Zeichen behalten für</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Look for news</source>
        <translation>Nach Neuem sehen</translation>
    </message>
    <message>
        <source>Made with the work of others</source>
        <translation>Mit der Arbeit anderer</translation>
    </message>
    <message>
        <source>Many activities at once become one notification that counts them.</source>
        <translation>Viele Aktivitäten auf einmal werden eine Mitteilung mit ihrer Anzahl.</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>No account yet.</source>
        <translation>Noch kein Konto.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Notify me about new activities</source>
        <translation>Neue Aktivitäten melden</translation>
    </message>
    <message>
        <source>Of whole days at 9:00. What is done, snoozed, muted or in quiet hours pops up as little as anything else.</source>
        <translation>An ganze Tage um 9:00. Was erledigt, zurückgestellt oder stumm ist oder in die Ruhezeit fällt, meldet sich so wenig wie alles andere.</translation>
    </message>
    <message>
        <source>Off: the new row in the list is enough.</source>
        <translation>Aus: Die neue Zeile in der Liste genügt.</translation>
    </message>
    <message>
        <source>Only when I say so</source>
        <translation>Nur auf Wunsch</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>Ordner mit Protokollen öffnen</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>Eine Taste drücken</translation>
    </message>
    <message>
        <source>Privacy and data</source>
        <translation>Privates und Daten</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe ab</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Remind me of what is due</source>
        <translation>An Fälliges erinnern</translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation>Konto entfernen</translation>
    </message>
    <message>
        <source>Remove {account}</source>
        <translation>{account} entfernen</translation>
    </message>
    <message>
        <source>Remove {account}?</source>
        <translation>{account} entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rename {account}</source>
        <translation>{account} umbenennen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Reset {command}</source>
        <translation>{command} zurücksetzen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Send a test notification</source>
        <translation>Testmitteilung senden</translation>
    </message>
    <message>
        <source>Show certificate</source>
        <translation>Zertifikat zeigen</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>Mitteilungen zeigen</translation>
    </message>
    <message>
        <source>Show that something happened, not what.</source>
        <translation>Zeigen, dass etwas geschah, aber nicht was.</translation>
    </message>
    <message>
        <source>Show the count in the tray icon</source>
        <translation>Anzahl im Leistensymbol zeigen</translation>
    </message>
    <message>
        <source>Show which account an activity is from</source>
        <translation>Zeigen, aus welchem Konto eine Aktivität stammt</translation>
    </message>
    <message>
        <source>Single-letter shortcuts</source>
        <translation>Kürzel mit einem Buchstaben</translation>
    </message>
    <message>
        <source>Start when I sign in</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Takes effect when Activity is started again.</source>
        <translation>Gilt ab dem nächsten Start von Activity.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Text size in percent</source>
        <translation>Schriftgröße in Prozent</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>Zur Liste</translation>
    </message>
    <message>
        <source>The next activity</source>
        <translation>Nächste Aktivität</translation>
    </message>
    <message>
        <source>The previous activity</source>
        <translation>Vorige Aktivität</translation>
    </message>
    <message>
        <source>The visit</source>
        <translation>Den Besuch</translation>
    </message>
    <message>
        <source>There is already an account of that name.</source>
        <translation>Es gibt schon ein Konto mit diesem Namen.</translation>
    </message>
    <message>
        <source>Tray icon</source>
        <translation>Leistensymbol</translation>
    </message>
    <message>
        <source>Turn them off when you dictate text.</source>
        <translation>Beim Diktieren von Text besser ausschalten.</translation>
    </message>
    <message>
        <source>Unread, kept and unsent ones always stay.</source>
        <translation>Ungelesene, behaltene und ungesendete bleiben immer.</translation>
    </message>
    <message>
        <source>Web addresses</source>
        <translation>Webadressen</translation>
    </message>
    <message>
        <source>What arrives then is told of in one notification afterwards.</source>
        <translation>Was dann eintrifft, meldet danach eine einzige Mitteilung.</translation>
    </message>
    <message>
        <source>When I open the inbox</source>
        <translation>Beim Öffnen des Posteingangs</translation>
    </message>
    <message>
        <source>When I select an activity</source>
        <translation>Beim Auswählen einer Aktivität</translation>
    </message>
    <message>
        <source>When many come at once</source>
        <translation>Wenn viele zugleich kommen</translation>
    </message>
    <message>
        <source>Where it is kept</source>
        <translation>Wo es liegt</translation>
    </message>
    <message>
        <source>Write everything in the log</source>
        <translation>Alles ins Protokoll schreiben</translation>
    </message>
    <message>
        <source>Write it as in the example.</source>
        <translation>Wie im Beispiel schreiben.</translation>
    </message>
    <message>
        <source>Your own is an address such as http://proxy.example:3128. Takes effect with the next connection.</source>
        <translation>Ein eigener ist eine Adresse wie http://proxy.example:3128. Gilt ab der nächsten Verbindung.</translation>
    </message>
    <message>
        <source>Your own…</source>
        <translation>Eigener …</translation>
    </message>
    <message>
        <source>signed in as {name}</source>
        <translation>angemeldet als {name}</translation>
    </message>
    <message>
        <source>{key} already belongs to “{command}”</source>
        <translation>{key} gehört schon zu „{command}“</translation>
    </message>
    <message numerus="yes">
        <source>All types but %n</source>
        <translation>
            <numerusform>Alle Arten außer %n</numerusform>
            <numerusform>Alle Arten außer %n</numerusform>
        </translation>
    </message>
    <message>
        <source>What arrives</source>
        <translation>Was ankommt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Leiste</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Suchen</translation>
    </message>
</context>
<context>
    <name>ShortcutHelp</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>{title}, heading</source>
        <translation>{title}, Überschrift</translation>
    </message>
    <message numerus="yes">
        <source>{n} unread</source>
        <translation>
            <numerusform>{n} ungelesen</numerusform>
            <numerusform>{n} ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Views and accounts</source>
        <translation>Ansichten und Konten</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Posteingang</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Activities cannot be read</source>
        <translation>Aktivitäten nicht lesbar</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Reading activities</source>
        <translation>Aktivitäten werden gelesen</translation>
    </message>
    <message>
        <source>Server answers</source>
        <translation>Server antwortet</translation>
    </message>
    <message>
        <source>Server does not answer</source>
        <translation>Server antwortet nicht</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Token accepted</source>
        <translation>Token angenommen</translation>
    </message>
    <message>
        <source>Token not accepted</source>
        <translation>Token nicht angenommen</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>gelungen</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>It is checked as soon as the server can be reached.</source>
        <translation>Geprüft wird, sobald der Server zu erreichen ist.</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>There is no network right now. It is checked as soon as there is.</source>
        <translation>Gerade ist kein Netz da. Geprüft wird, sobald es da ist.</translation>
    </message>
    <message>
        <source>The server did not accept this token. Check that you copied all of it.</source>
        <translation>Der Server hat dieses Token nicht angenommen. Wurde es vollständig kopiert?</translation>
    </message>
</context>
<context>
    <name>Snooze</name>
    <message>
        <source>In a month</source>
        <translation>In einem Monat</translation>
    </message>
    <message>
        <source>Later today</source>
        <translation>Später heute</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>This evening</source>
        <translation>Heute Abend</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
</context>
<context>
    <name>SnoozePopover</name>
    <message>
        <source>Snooze until</source>
        <translation>Zurückstellen bis</translation>
    </message>
    <message>
        <source>Pick date and time</source>
        <translation>Datum und Uhrzeit wählen</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
</context>
<context>
    <name>StateFoot</name>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to be sent</source>
        <translation>
            <numerusform>%n Änderung noch zu senden</numerusform>
            <numerusform>%n Änderungen noch zu senden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Activity, {state}</source>
        <translation>Activity, {state}</translation>
    </message>
    <message>
        <source>Add certificate…</source>
        <translation>Zertifikat hinzufügen …</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Copy request</source>
        <translation>Anfrage kopieren</translation>
    </message>
    <message>
        <source>Edit address</source>
        <translation>Adresse ändern</translation>
    </message>
    <message>
        <source>Enter token</source>
        <translation>Token eingeben</translation>
    </message>
    <message>
        <source>Getting {account}</source>
        <translation>{account} wird geholt</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>My user {user} at {url} lacks a permission: {problem} {remedy}</source>
        <translation>Meinem Benutzer {user} auf {url} fehlt eine Berechtigung: {problem} {remedy}</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Offline seit {time}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Offline. Your changes are kept.</source>
        <translation>Offline. Änderungen bleiben erhalten.</translation>
    </message>
    <message>
        <source>Paused until {time}</source>
        <translation>Angehalten bis {time}</translation>
    </message>
    <message>
        <source>Show account</source>
        <translation>Konto zeigen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Up to date, {age} ago</source>
        <translation>Aktuell, vor {age}</translation>
    </message>
    <message>
        <source>Your system keyring is locked. Unlock it to receive activities.</source>
        <translation>Der Schlüsselbund des Systems ist gesperrt. Nach dem Entsperren kommen wieder Aktivitäten an.</translation>
    </message>
    <message>
        <source>all read</source>
        <translation>alles gelesen</translation>
    </message>
    <message>
        <source>getting activities ({percent} %)</source>
        <translation>Aktivitäten werden geholt ({percent} %)</translation>
    </message>
    <message>
        <source>getting activities</source>
        <translation>Aktivitäten werden geholt</translation>
    </message>
    <message>
        <source>notifications paused until {time}</source>
        <translation>Mitteilungen angehalten bis {time}</translation>
    </message>
    <message>
        <source>offline since {time}</source>
        <translation>offline seit {time}</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>you resume</source>
        <translation>auf Weiteres</translation>
    </message>
    <message>
        <source>{account} asks us to slow down. Next check at {time}.</source>
        <translation>{account} bittet um weniger Anfragen. Nächste Prüfung um {time}.</translation>
    </message>
    <message>
        <source>{account} asks us to slow down.</source>
        <translation>{account} bittet um weniger Anfragen.</translation>
    </message>
    <message>
        <source>{account} is not answering</source>
        <translation>{account} antwortet nicht</translation>
    </message>
    <message>
        <source>{account} is not answering. That is on their side.</source>
        <translation>{account} antwortet nicht. Das liegt an der Gegenseite.</translation>
    </message>
    <message>
        <source>{account} needs a new token</source>
        <translation>{account} braucht ein neues Token</translation>
    </message>
    <message>
        <source>{account} needs attention</source>
        <translation>{account} braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>{account} signed you out</source>
        <translation>{account} hat das Konto abgemeldet</translation>
    </message>
    <message>
        <source>{account} signed you out. The token no longer works.</source>
        <translation>{account}: Das Token gilt nicht mehr.</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) ahead of that of {account}.</source>
        <translation>
            <numerusform>Die Uhr dieses Rechners geht gegenüber {account} %n Minute vor.</numerusform>
            <numerusform>Die Uhr dieses Rechners geht gegenüber {account} %n Minuten vor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) behind that of {account}.</source>
        <translation>
            <numerusform>Die Uhr dieses Rechners geht gegenüber {account} %n Minute nach.</numerusform>
            <numerusform>Die Uhr dieses Rechners geht gegenüber {account} %n Minuten nach.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} unread</source>
        <translation>
            <numerusform>{n} ungelesen</numerusform>
            <numerusform>{n} ungelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>A user&apos;s identifier. Empty: you.</source>
        <translation>Die Kennung eines Benutzers. Leer: die eigene.</translation>
    </message>
    <message>
        <source>A user&apos;s number. Empty: everybody whose activities you may see.</source>
        <translation>Die Nummer eines Benutzers. Leer: alle, deren Aktivitäten sichtbar sind.</translation>
    </message>
    <message>
        <source>Create an integration in cPod&apos;s portal; it shows a client id and a client secret.</source>
        <translation>Im Portal von cPod eine Integration anlegen; sie zeigt eine Client-ID und ein Client-Secret.</translation>
    </message>
    <message>
        <source>Empty: yours. A colleague&apos;s user number, or “all” for everybody&apos;s whose activities you may see.</source>
        <translation>Leer: die eigenen. Oder die Benutzernummer eines Kollegen, oder „all“ für alle sichtbaren.</translation>
    </message>
    <message>
        <source>Fluid&apos;s activities are news; there is nothing to complete in them.</source>
        <translation>Aktivitäten in Fluid sind Nachrichten; an ihnen gibt es nichts abzuschließen.</translation>
    </message>
    <message>
        <source>Leave it empty, or enter a user&apos;s number, or “all”.</source>
        <translation>Leer lassen, oder die Nummer eines Benutzers oder „all“ eingeben.</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask the server&apos;s administrator, or add your company&apos;s certificate in Settings.</source>
        <translation>Nichts wurde gesendet. Die Verwaltung des Servers fragen, oder das Zertifikat der Firma in den Einstellungen angeben.</translation>
    </message>
    <message>
        <source>Only for Current RMS: the first part of your company&apos;s address there.</source>
        <translation>Nur für Current RMS: der erste Teil der dortigen Firmenadresse.</translation>
    </message>
    <message>
        <source>Everybody&apos;s activities need a company token.</source>
        <translation>Die Aktivitäten aller brauchen ein Firmen-Token.</translation>
    </message>
    <message>
        <source>Everybody&apos;s needs a company token, and still notifies you of your own only.</source>
        <translation>Die aller brauchen ein Firmen-Token; gemeldet werden weiterhin nur die eigenen.</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>Die aller</translation>
    </message>
    <message>
        <source>For activities in the company&apos;s name, and for seeing everybody&apos;s.</source>
        <translation>Für Aktivitäten im Namen der Firma und um die aller zu sehen.</translation>
    </message>
    <message>
        <source>Only global administrators of Pipedrive may see the whole company&apos;s list.</source>
        <translation>Die Liste der ganzen Firma sehen nur globale Administratoren von Pipedrive.</translation>
    </message>
    <message>
        <source>Pipedrive&apos;s activities have no such field.</source>
        <translation>Aktivitäten in Pipedrive haben kein solches Feld.</translation>
    </message>
    <message>
        <source>Pipedrive&apos;s list does not promise to name deleted activities, so the newest are asked for by number.</source>
        <translation>Die Liste von Pipedrive nennt gelöschte Aktivitäten nicht verlässlich, darum werden die neuesten nach Nummer abgefragt.</translation>
    </message>
    <message>
        <source>Pipedrive&apos;s list has no such filter.</source>
        <translation>Die Liste von Pipedrive hat keinen solchen Filter.</translation>
    </message>
    <message>
        <source>Pipedrive&apos;s pages do not say how many activities there are.</source>
        <translation>Die Seiten von Pipedrive sagen nicht, wie viele Aktivitäten es gibt.</translation>
    </message>
    <message>
        <source>Short and clear: it is the notification&apos;s first line.</source>
        <translation>Kurz und klar: Es ist die erste Zeile der Mitteilung.</translation>
    </message>
    <message>
        <source>Such as Europe/Berlin. Thena&apos;s document does not say; UTC is usual.</source>
        <translation>Etwa Europe/Berlin. Thena sagt es nicht; üblich ist UTC.</translation>
    </message>
    <message>
        <source>The profile&apos;s folder belongs to another user of this computer.</source>
        <translation>Der Ordner des Profils gehört einem anderen Benutzer dieses Computers.</translation>
    </message>
    <message>
        <source>The server&apos;s list has no end.</source>
        <translation>Die Liste des Servers hat kein Ende.</translation>
    </message>
    <message>
        <source>The user&apos;s number. Empty: you.</source>
        <translation>Die Nummer des Benutzers. Leer: die eigene.</translation>
    </message>
    <message>
        <source>The whole company&apos;s list has no such filter.</source>
        <translation>Die Liste der ganzen Firma hat keinen solchen Filter.</translation>
    </message>
    <message>
        <source>The whole company&apos;s list is not open to you.</source>
        <translation>Die Liste der ganzen Firma ist hier nicht zugänglich.</translation>
    </message>
    <message>
        <source>Thena&apos;s document names no filters. Search on this computer instead.</source>
        <translation>Thena nennt keine Filter. Stattdessen auf diesem Computer suchen.</translation>
    </message>
    <message>
        <source>There is one list; without your user number it holds everybody&apos;s activities.</source>
        <translation>Es gibt eine Liste; ohne die eigene Benutzernummer enthält sie die Aktivitäten aller.</translation>
    </message>
    <message>
        <source>This account&apos;s system is not known to this version.</source>
        <translation>Das System dieses Kontos ist dieser Version nicht bekannt.</translation>
    </message>
    <message>
        <source>This server does not answer with the whole company&apos;s list.</source>
        <translation>Dieser Server liefert die Liste der ganzen Firma nicht.</translation>
    </message>
    <message>
        <source>This server no longer has the whole company&apos;s list (version 1 of the API).</source>
        <translation>Dieser Server hat die Liste der ganzen Firma nicht mehr (Version 1 der API).</translation>
    </message>
    <message>
        <source>show the whole company&apos;s activities</source>
        <translation>die Aktivitäten der ganzen Firma zeigen</translation>
    </message>
    <message>
        <source>A day means all day.</source>
        <translation>Ein Tag bedeutet ganztägig.</translation>
    </message>
    <message>
        <source>A duration is written as 0:30, or in minutes.</source>
        <translation>Eine Dauer steht als 0:30 oder in Minuten.</translation>
    </message>
    <message>
        <source>A filter is named by its number.</source>
        <translation>Ein Filter wird mit seiner Nummer genannt.</translation>
    </message>
    <message>
        <source>A fresh copy is fetched; a backup is kept.</source>
        <translation>Alles wird neu geholt; eine Sicherung bleibt erhalten.</translation>
    </message>
    <message>
        <source>A name of your own such as order_placed.</source>
        <translation>Ein eigener Name wie order_placed.</translation>
    </message>
    <message>
        <source>A place, or the address of an online meeting.</source>
        <translation>Ein Ort oder die Adresse einer Online-Besprechung.</translation>
    </message>
    <message>
        <source>A rule such as FREQ=WEEKLY.</source>
        <translation>Eine Regel wie FREQ=WEEKLY.</translation>
    </message>
    <message>
        <source>A time is written as 15:00, in UTC.</source>
        <translation>Eine Uhrzeit steht als 15:00, in UTC.</translation>
    </message>
    <message>
        <source>A time zone looks like Europe/Berlin.</source>
        <translation>Eine Zeitzone sieht aus wie Europe/Berlin.</translation>
    </message>
    <message>
        <source>A token of your own user. Whoever administers Fluid in your company can tell where to create one.</source>
        <translation>Ein Token des eigenen Benutzers. Wer Fluid in der Firma verwaltet, weiß, wo es entsteht.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>API token</source>
        <translation>API-Token</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Account ID</source>
        <translation>Konto-ID</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Activity cannot save right now.</source>
        <translation>Activity kann gerade nicht speichern.</translation>
    </message>
    <message>
        <source>Activity cannot save: the disk is full.</source>
        <translation>Activity kann nicht speichern: Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Activity is already running with this profile.</source>
        <translation>Activity läuft mit diesem Profil bereits.</translation>
    </message>
    <message>
        <source>Add one first.</source>
        <translation>Zuerst eines hinzufügen.</translation>
    </message>
    <message>
        <source>Addresses or identifiers, one a line.</source>
        <translation>Adressen oder Kennungen, je eine pro Zeile.</translation>
    </message>
    <message>
        <source>Addresses, one a line. Invited if the owner syncs a calendar.</source>
        <translation>Adressen, je eine pro Zeile. Eingeladen wird, wenn die zuständige Person einen Kalender abgleicht.</translation>
    </message>
    <message>
        <source>All contacts</source>
        <translation>Alle Kontakte</translation>
    </message>
    <message>
        <source>An activity needs a subject.</source>
        <translation>Eine Aktivität braucht einen Betreff.</translation>
    </message>
    <message>
        <source>An address is needed.</source>
        <translation>Eine Adresse wird gebraucht.</translation>
    </message>
    <message>
        <source>An address looks like https://crm.example.com.</source>
        <translation>Eine Adresse sieht aus wie https://crm.example.com.</translation>
    </message>
    <message>
        <source>Another program uses its files, or they cannot be written. It is tried again; nothing that was saved is lost.</source>
        <translation>Ein anderes Programm benutzt seine Dateien, oder sie sind nicht beschreibbar. Es wird wieder versucht; Gespeichertes geht nicht verloren.</translation>
    </message>
    <message>
        <source>Any one of the three may be enough; ask your administrator.</source>
        <translation>Eines der drei kann genügen; die Verwaltung weiß es.</translation>
    </message>
    <message>
        <source>As in its address in the web app: /products/42.</source>
        <translation>Wie in der Adresse in der Web-App: /products/42.</translation>
    </message>
    <message>
        <source>Ask a Pipedrive administrator for the permission to see activities.</source>
        <translation>Die Berechtigung, Aktivitäten zu sehen, erteilt die Verwaltung von Pipedrive.</translation>
    </message>
    <message>
        <source>Ask an administrator for the permission.</source>
        <translation>Die Berechtigung erteilt die Verwaltung des Systems.</translation>
    </message>
    <message>
        <source>Ask whoever pays for Pipedrive, then check again.</source>
        <translation>Klären, wer für Pipedrive zahlt, dann erneut prüfen.</translation>
    </message>
    <message>
        <source>At most 100 numbers.</source>
        <translation>Höchstens 100 Nummern.</translation>
    </message>
    <message>
        <source>At most 100.</source>
        <translation>Höchstens 100.</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Calls, e-mails, meetings and site visits</source>
        <translation>Anrufe, E-Mails, Besprechungen, Ortstermine</translation>
    </message>
    <message>
        <source>Calls, e-mails, meetings, notes and tasks</source>
        <translation>Anrufe, E-Mails, Notizen und Aufgaben</translation>
    </message>
    <message>
        <source>Calls, meetings, tasks and deadlines</source>
        <translation>Anrufe, Besprechungen, Aufgaben, Fristen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgesagt</translation>
    </message>
    <message>
        <source>Changed before</source>
        <translation>Geändert vor</translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>Geändert seit</translation>
    </message>
    <message>
        <source>Check it and try again.</source>
        <translation>Prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Check that you copied all of both.</source>
        <translation>Prüfen, ob beides vollständig kopiert ist.</translation>
    </message>
    <message>
        <source>Check the address or the version.</source>
        <translation>Adresse oder Version prüfen.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Die Adresse prüfen.</translation>
    </message>
    <message>
        <source>Choose a person of another account.</source>
        <translation>Eine Person eines anderen Kontos wählen.</translation>
    </message>
    <message>
        <source>Choose another one in Settings.</source>
        <translation>In den Einstellungen eine andere wählen.</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Secret</translation>
    </message>
    <message>
        <source>Company token</source>
        <translation>Firmen-Token</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Copy it again, without line breaks and accents.</source>
        <translation>Neu kopieren, ohne Zeilenumbrüche und Akzente.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Berichtigen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Correct what it names and try again.</source>
        <translation>Das Genannte berichtigen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Created since</source>
        <translation>Erstellt seit</translation>
    </message>
    <message>
        <source>Current RMS subdomain</source>
        <translation>Subdomain bei Current RMS</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>Deal</translation>
    </message>
    <message>
        <source>Description with formatting</source>
        <translation>Beschreibung mit Formatierung</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Do it in the CRM itself.</source>
        <translation>Im CRM selbst erledigen.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Enter a new one to keep receiving activities.</source>
        <translation>Mit einem neuen kommen wieder Aktivitäten an.</translation>
    </message>
    <message>
        <source>Enter a token, or a client id and a client secret.</source>
        <translation>Ein Token eingeben, oder Client-ID und Client-Secret.</translation>
    </message>
    <message>
        <source>Enter an account, a deal or a contact: cPod wants at least one of them.</source>
        <translation>Ein Konto, einen Deal oder einen Kontakt eingeben: cPod verlangt mindestens eines davon.</translation>
    </message>
    <message>
        <source>Enter one of the same tenant, or add a second account.</source>
        <translation>Eines desselben Mandanten eingeben, oder ein zweites Konto hinzufügen.</translation>
    </message>
    <message>
        <source>Enter one, or choose your own activities.</source>
        <translation>Eines eingeben, oder die eigenen Aktivitäten wählen.</translation>
    </message>
    <message>
        <source>Enter the address alone; the token has a field of its own.</source>
        <translation>Nur die Adresse eingeben; für das Token gibt es ein eigenes Feld.</translation>
    </message>
    <message>
        <source>Enter the address that you open your CRM with.</source>
        <translation>Die Adresse eingeben, unter der sich das CRM öffnet.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Veranstaltung</translation>
    </message>
    <message>
        <source>Everything is read again by itself.</source>
        <translation>Alles wird von selbst neu gelesen.</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Fewer activities at once are asked for. One that is too large by itself stays in the CRM.</source>
        <translation>Es werden weniger Aktivitäten auf einmal geholt. Eine, die allein zu groß ist, bleibt im CRM.</translation>
    </message>
    <message>
        <source>Fill it in and try again.</source>
        <translation>Ausfüllen und erneut versuchen.</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Für wen</translation>
    </message>
    <message>
        <source>Forty characters.</source>
        <translation>Vierzig Zeichen.</translation>
    </message>
    <message>
        <source>Free some space; nothing that was saved is lost.</source>
        <translation>Platz schaffen; nichts Gespeichertes ist verloren.</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Further participants</source>
        <translation>Weitere Teilnehmer</translation>
    </message>
    <message>
        <source>Give it the ability &quot;activities:read&quot;, and its user the right to view activities.</source>
        <translation>Es braucht die Fähigkeit „activities:read“, und der Benutzer das Recht, Aktivitäten zu sehen.</translation>
    </message>
    <message>
        <source>Give it the ability &quot;activities:write&quot;, and its user the right to change them.</source>
        <translation>Es braucht die Fähigkeit „activities:write“, und der Benutzer das Recht, sie zu ändern.</translation>
    </message>
    <message>
        <source>Guests see this.</source>
        <translation>Gäste sehen das.</translation>
    </message>
    <message>
        <source>Guests</source>
        <translation>Gäste</translation>
    </message>
    <message>
        <source>HTML, shown in the detail.</source>
        <translation>HTML, in den Details sichtbar.</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Stattgefunden</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Hours and minutes, as in 0:30.</source>
        <translation>Stunden und Minuten, wie in 0:30.</translation>
    </message>
    <message>
        <source>Identifiers, one a line.</source>
        <translation>Kennungen, je eine pro Zeile.</translation>
    </message>
    <message>
        <source>In Pipedrive, open your profile, then Personal preferences, then API, and copy the token.</source>
        <translation>In Pipedrive das eigene Profil öffnen, dann Persönliche Einstellungen, dann API, und das Token kopieren.</translation>
    </message>
    <message>
        <source>In Signals: Admin, Settings, API, Create token, with the abilities activities:read and activities:write. In Current RMS: System setup, Integrations, API; its address is https://api.current-rms.com.</source>
        <translation>In Signals: Admin, Settings, API, Create token, mit den Fähigkeiten activities:read und activities:write. In Current RMS: System setup, Integrations, API; die Adresse ist https://api.current-rms.com.</translation>
    </message>
    <message>
        <source>In Thena: Settings, Security. The document wants bearer token, API key and organization ID; fill in what you have.</source>
        <translation>In Thena: Settings, Security. Thena verlangt Bearer-Token, API-Schlüssel und Organisations-ID; ausfüllen, was da ist.</translation>
    </message>
    <message>
        <source>In Thena: Settings, Security.</source>
        <translation>In Thena: Settings, Security.</translation>
    </message>
    <message>
        <source>Include all relevant details.</source>
        <translation>Alles Wichtige nennen.</translation>
    </message>
    <message>
        <source>Install that version again, or choose another profile with --profile. Nothing was changed.</source>
        <translation>Jene Version wieder installieren, oder mit --profile ein anderes Profil wählen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Instead of the number: looks it up.</source>
        <translation>Statt der Nummer: schlägt sie nach.</translation>
    </message>
    <message>
        <source>It can be restored there within 30 days.</source>
        <translation>Dort lässt es sich 30 Tage lang wiederherstellen.</translation>
    </message>
    <message>
        <source>It cannot be told whether this was saved already.</source>
        <translation>Ob das schon gespeichert ist, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>It could not be told whether this was saved.</source>
        <translation>Ob das gespeichert ist, ließ sich nicht feststellen.</translation>
    </message>
    <message>
        <source>It does not exist any more.</source>
        <translation>Das gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>It ends before it starts.</source>
        <translation>Das Ende liegt vor dem Beginn.</translation>
    </message>
    <message>
        <source>It has been sent or given up meanwhile.</source>
        <translation>Sie wurde inzwischen gesendet oder verworfen.</translation>
    </message>
    <message>
        <source>It is kept until you quit; install a keyring such as GNOME Keyring or KWallet to keep it longer.</source>
        <translation>Es bleibt bis zum Beenden; ein Schlüsselbund wie GNOME Keyring oder KWallet bewahrt es länger auf.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Ein neuer Versuch folgt von selbst.</translation>
    </message>
    <message>
        <source>It is tried again every hour; the budget is renewed at night.</source>
        <translation>Stündlich folgt ein neuer Versuch; das Kontingent wird nachts erneuert.</translation>
    </message>
    <message>
        <source>It looks like http://proxy.example:3128.</source>
        <translation>Sie sieht so aus: http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>It was deleted before.</source>
        <translation>Das wurde schon gelöscht.</translation>
    </message>
    <message>
        <source>It was deleted in Pipedrive.</source>
        <translation>Das wurde in Pipedrive gelöscht.</translation>
    </message>
    <message>
        <source>It was deleted in cPod.</source>
        <translation>Das wurde in cPod gelöscht.</translation>
    </message>
    <message>
        <source>Its identifier in cPod.</source>
        <translation>Die Kennung in cPod.</translation>
    </message>
    <message>
        <source>Its identifier, as at the end of its address in Pipedrive.</source>
        <translation>Die Kennung, wie am Ende der Adresse in Pipedrive.</translation>
    </message>
    <message>
        <source>Its number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Its number, as at the end of its address in Pipedrive.</source>
        <translation>Die Nummer, wie am Ende der Adresse in Pipedrive.</translation>
    </message>
    <message>
        <source>Its number; the owner and the numbers are then ignored.</source>
        <translation>Die Nummer; zuständige Person und Nummern gelten dann nicht.</translation>
    </message>
    <message>
        <source>Keys such as call, separated by commas. Only with the whole company.</source>
        <translation>Schlüssel wie call, durch Kommas getrennt. Nur mit der ganzen Firma.</translation>
    </message>
    <message>
        <source>Kind and number of what it is about are only saved together.</source>
        <translation>Art und Nummer dessen, was es betrifft, werden nur zusammen gespeichert.</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>Leave this filter out.</source>
        <translation>Diesen Filter weglassen.</translation>
    </message>
    <message>
        <source>Lets this app read your activities and mark them read.</source>
        <translation>Damit liest Activity die eigenen Aktivitäten und markiert sie als gelesen.</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Look again in a moment.</source>
        <translation>Gleich noch einmal nachsehen.</translation>
    </message>
    <message>
        <source>Look at both versions and choose one.</source>
        <translation>Beide Fassungen ansehen und eine wählen.</translation>
    </message>
    <message>
        <source>Look for it in the CRM.</source>
        <translation>Im CRM danach suchen.</translation>
    </message>
    <message>
        <source>Look in cPod before trying again.</source>
        <translation>Vor einem neuen Versuch in cPod nachsehen.</translation>
    </message>
    <message>
        <source>Look in the CRM before you create it again.</source>
        <translation>Vor einem neuen Anlegen im CRM nachsehen.</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Markdown is allowed.</source>
        <translation>Markdown ist möglich.</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Besprechung</translation>
    </message>
    <message>
        <source>Member numbers, one a line.</source>
        <translation>Mitgliedsnummern, je eine pro Zeile.</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>No filter of this server has shown an effect.</source>
        <translation>Kein Filter dieses Servers hat gewirkt.</translation>
    </message>
    <message>
        <source>No notification service is running, so nothing can pop up.</source>
        <translation>Es läuft kein Dienst für Mitteilungen, darum kann keine erscheinen.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Not obeyed.</source>
        <translation>Nicht befolgt.</translation>
    </message>
    <message>
        <source>Not offered.</source>
        <translation>Nicht angeboten.</translation>
    </message>
    <message>
        <source>Not proved.</source>
        <translation>Nicht nachgewiesen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Nothing further is planned for this deal.</source>
        <translation>Für diesen Deal ist nichts Weiteres geplant.</translation>
    </message>
    <message>
        <source>Nothing further is planned for this organization.</source>
        <translation>Für diese Organisation ist nichts Weiteres geplant.</translation>
    </message>
    <message>
        <source>Nothing further is planned for this person.</source>
        <translation>Für diese Person ist nichts Weiteres geplant.</translation>
    </message>
    <message>
        <source>Nothing further is planned here.</source>
        <translation>Hier ist nichts Weiteres geplant.</translation>
    </message>
    <message>
        <source>Nothing is lost: what was fetched stays here. Install the version that knows it, or remove the account.</source>
        <translation>Nichts ist verloren: Was abgeholt wurde, bleibt hier. Die Version installieren, die es kennt, oder das Konto entfernen.</translation>
    </message>
    <message>
        <source>Nothing is sent meanwhile; it is tried again by itself.</source>
        <translation>Bis dahin wird nichts gesendet; ein neuer Versuch folgt von selbst.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Nichts ist zu tun.</translation>
    </message>
    <message>
        <source>Nothing to sign in with.</source>
        <translation>Es fehlt etwas zum Anmelden.</translation>
    </message>
    <message>
        <source>Numbers of persons, one a line.</source>
        <translation>Nummern von Personen, je eine pro Zeile.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>Of a call or an e-mail, such as inbound.</source>
        <translation>Von Anruf oder E-Mail, etwa inbound.</translation>
    </message>
    <message>
        <source>Of an integration.</source>
        <translation>Einer Integration.</translation>
    </message>
    <message>
        <source>Offline. Your changes are kept.</source>
        <translation>Offline. Änderungen bleiben erhalten.</translation>
    </message>
    <message>
        <source>One a line, as in duration_minutes=30.</source>
        <translation>Je eines pro Zeile, wie duration_minutes=30.</translation>
    </message>
    <message>
        <source>One a line.</source>
        <translation>Je eines pro Zeile.</translation>
    </message>
    <message>
        <source>Only completed</source>
        <translation>Nur abgeschlossene</translation>
    </message>
    <message>
        <source>Only people with activities are.</source>
        <translation>Bekannt sind nur Personen mit Aktivitäten.</translation>
    </message>
    <message>
        <source>Only the company may do that. Add a company token to this account.</source>
        <translation>Das darf nur die Firma. Dafür braucht dieses Konto ein Firmen-Token.</translation>
    </message>
    <message>
        <source>Open it in the CRM; the rest is unaffected.</source>
        <translation>Im CRM öffnen; der Rest ist nicht betroffen.</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>Verkaufschance</translation>
    </message>
    <message>
        <source>Or enter a client id and secret below.</source>
        <translation>Oder unten Client-ID und Client-Secret eingeben.</translation>
    </message>
    <message>
        <source>Order by</source>
        <translation>Ordnen nach</translation>
    </message>
    <message>
        <source>Orders, visits, tasks and messages</source>
        <translation>Bestellungen, Besuche, Aufgaben, Nachrichten</translation>
    </message>
    <message>
        <source>Organization ID</source>
        <translation>Organisations-ID</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Teilnehmer</translation>
    </message>
    <message>
        <source>Path of the API</source>
        <translation>Pfad der API</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Pipedrive blocks this computer for a while, because too many requests came from it.</source>
        <translation>Pipedrive sperrt diesen Computer eine Weile, weil zu viele Anfragen kamen.</translation>
    </message>
    <message>
        <source>Pipedrive did not accept that.</source>
        <translation>Pipedrive hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>Pipedrive filter</source>
        <translation>Pipedrive-Filter</translation>
    </message>
    <message>
        <source>Pipedrive keeps no read state; read and unread are kept on this computer.</source>
        <translation>Pipedrive kennt keinen Lesestand; gelesen und ungelesen merkt sich dieser Computer.</translation>
    </message>
    <message>
        <source>Pipedrive tells news to public web servers only, so this computer asks from time to time.</source>
        <translation>Pipedrive meldet Neues nur an öffentliche Webserver, darum fragt dieser Computer ab und zu.</translation>
    </message>
    <message>
        <source>Plain text, also for the notification.</source>
        <translation>Einfacher Text, auch für die Mitteilung.</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Related to</source>
        <translation>Verknüpft mit</translation>
    </message>
    <message>
        <source>Rentals, also in Current RMS</source>
        <translation>Vermietung, auch in Current RMS</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Search on this computer instead.</source>
        <translation>Stattdessen auf diesem Computer suchen.</translation>
    </message>
    <message>
        <source>See `activity-desktop list` or `activity-desktop accounts list`.</source>
        <translation>Siehe `activity-desktop list` oder `activity-desktop accounts list`.</translation>
    </message>
    <message>
        <source>Seen by colleagues only.</source>
        <translation>Nur für Kollegen sichtbar.</translation>
    </message>
    <message>
        <source>Show me as busy</source>
        <translation>Als beschäftigt zeigen</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>Angezeigt als</translation>
    </message>
    <message>
        <source>Shows only your own activities. Leave empty for all.</source>
        <translation>Zeigt nur die eigenen Aktivitäten. Leer: alle.</translation>
    </message>
    <message>
        <source>Signals can neither filter nor sort by the time of a change, so edits are found by reading everything.</source>
        <translation>Signals kann nach Änderungen weder filtern noch ordnen, darum wird für Bearbeitungen alles gelesen.</translation>
    </message>
    <message>
        <source>Signals deletes for good and tells nobody, so deletions are found by reading everything.</source>
        <translation>Signals löscht endgültig und ohne Meldung, darum wird für Löschungen alles gelesen.</translation>
    </message>
    <message>
        <source>Signals has no way to ask for several activities by number.</source>
        <translation>Signals kann nicht nach mehreren Nummern gefragt werden.</translation>
    </message>
    <message>
        <source>Signals keeps no read state: read and unread are kept on this computer.</source>
        <translation>Signals kennt keinen Lesestand: Gelesen und ungelesen merkt sich dieser Computer.</translation>
    </message>
    <message>
        <source>Signals tells news only to servers with a public address, so this computer asks regularly.</source>
        <translation>Signals meldet Neues nur an Server mit öffentlicher Adresse, darum fragt dieser Computer regelmäßig.</translation>
    </message>
    <message>
        <source>Site visit</source>
        <translation>Ortstermin</translation>
    </message>
    <message>
        <source>Some details could not be read.</source>
        <translation>Einige Angaben waren nicht lesbar.</translation>
    </message>
    <message>
        <source>Someone changed this meanwhile.</source>
        <translation>Inzwischen hat jemand dies geändert.</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Etwas ging schief.</translation>
    </message>
    <message>
        <source>Start the program as that user, make the folder yours, or choose another one with --profile.</source>
        <translation>Das Programm als dieser Benutzer starten, den Ordner übernehmen oder mit --profile einen anderen wählen.</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Stock level</source>
        <translation>Lagerbestand</translation>
    </message>
    <message>
        <source>Storage keys of files already uploaded, one a line.</source>
        <translation>Speicherschlüssel schon hochgeladener Dateien, je einer pro Zeile.</translation>
    </message>
    <message>
        <source>Subject contains</source>
        <translation>Betreff enthält</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>That cannot be understood.</source>
        <translation>Das ist nicht verständlich.</translation>
    </message>
    <message>
        <source>That is the same entry already.</source>
        <translation>Das ist bereits derselbe Eintrag.</translation>
    </message>
    <message>
        <source>The account cannot be changed afterwards.</source>
        <translation>Das Konto lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>The address answers, but not like this system.</source>
        <translation>Die Adresse antwortet, aber nicht wie dieses System.</translation>
    </message>
    <message>
        <source>The address holds a name or a password.</source>
        <translation>Die Adresse enthält einen Namen oder ein Passwort.</translation>
    </message>
    <message>
        <source>The address is empty.</source>
        <translation>Die Adresse ist leer.</translation>
    </message>
    <message>
        <source>The connection is not secure.</source>
        <translation>Die Verbindung ist nicht sicher.</translation>
    </message>
    <message>
        <source>The list for administrators.</source>
        <translation>Die Liste für die Verwaltung.</translation>
    </message>
    <message>
        <source>The next check waits as long as it asked.</source>
        <translation>Die nächste Prüfung wartet so lange wie erbeten.</translation>
    </message>
    <message>
        <source>The number of a filter made in Pipedrive. It decides alone what is shown.</source>
        <translation>Die Nummer eines Filters aus Pipedrive. Er allein bestimmt, was erscheint.</translation>
    </message>
    <message>
        <source>The number of the contact it is about.</source>
        <translation>Die Nummer des Kontakts, den es betrifft.</translation>
    </message>
    <message>
        <source>The saved activities are damaged.</source>
        <translation>Die gespeicherten Aktivitäten sind beschädigt.</translation>
    </message>
    <message>
        <source>The saved activities cannot be read or written.</source>
        <translation>Die gespeicherten Aktivitäten lassen sich nicht lesen oder schreiben.</translation>
    </message>
    <message>
        <source>The saved activities were written by a newer version.</source>
        <translation>Die gespeicherten Aktivitäten stammen von einer neueren Version.</translation>
    </message>
    <message>
        <source>The server asks us to slow down.</source>
        <translation>Der Server bittet um weniger Anfragen.</translation>
    </message>
    <message>
        <source>The server can only be asked for completed activities.</source>
        <translation>Der Server kann nur nach abgeschlossenen Aktivitäten gefragt werden.</translation>
    </message>
    <message>
        <source>The server did not accept that.</source>
        <translation>Der Server hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>The server did not accept the client id and secret.</source>
        <translation>Der Server hat Client-ID und Client-Secret nicht angenommen.</translation>
    </message>
    <message>
        <source>The server did not accept the company token. Enter a new one.</source>
        <translation>Der Server hat das Firmen-Token nicht angenommen. Ein neues eingeben.</translation>
    </message>
    <message>
        <source>The server did not say who you are.</source>
        <translation>Der Server hat nicht gesagt, wer angemeldet ist.</translation>
    </message>
    <message>
        <source>The server does not find this account.</source>
        <translation>Der Server findet dieses Konto nicht.</translation>
    </message>
    <message>
        <source>The server has forgotten what changed since the last check.</source>
        <translation>Der Server weiß nicht mehr, was sich seit der letzten Prüfung geändert hat.</translation>
    </message>
    <message>
        <source>The server is not answering. That is on their side.</source>
        <translation>Der Server antwortet nicht. Das liegt an der Gegenseite.</translation>
    </message>
    <message>
        <source>The server sends the same page again and again.</source>
        <translation>Der Server sendet immer wieder dieselbe Seite.</translation>
    </message>
    <message>
        <source>The server sent more than we accept.</source>
        <translation>Der Server hat mehr geschickt, als wir annehmen.</translation>
    </message>
    <message>
        <source>The token no longer works.</source>
        <translation>Das Token gilt nicht mehr.</translation>
    </message>
    <message>
        <source>The token or a setting holds characters that cannot be sent.</source>
        <translation>Das Token oder eine Einstellung enthält Zeichen, die sich nicht senden lassen.</translation>
    </message>
    <message>
        <source>The user who is notified; yourself when left empty.</source>
        <translation>Wer die Mitteilung erhält; leer: man selbst.</translation>
    </message>
    <message>
        <source>The whole company</source>
        <translation>Die ganze Firma</translation>
    </message>
    <message>
        <source>Their identifiers or addresses, one a line.</source>
        <translation>Kennungen oder Adressen, je eine pro Zeile.</translation>
    </message>
    <message>
        <source>Thena cannot be asked for what changed, so edits are found by reading everything.</source>
        <translation>Thena lässt sich nicht nach Änderungen fragen, darum wird für Bearbeitungen alles gelesen.</translation>
    </message>
    <message>
        <source>Thena does not list what was deleted, so deletions are found by reading everything.</source>
        <translation>Thena nennt Gelöschtes nicht, darum wird für Löschungen alles gelesen.</translation>
    </message>
    <message>
        <source>Thena has no way to ask for several activities by number.</source>
        <translation>Thena kann nicht nach mehreren Nummern gefragt werden.</translation>
    </message>
    <message>
        <source>Thena keeps no read state: read and unread are kept on this computer.</source>
        <translation>Thena kennt keinen Lesestand: Gelesen und ungelesen merkt sich dieser Computer.</translation>
    </message>
    <message>
        <source>Thena tells no news of activities by itself, so this computer asks regularly.</source>
        <translation>Thena meldet neue Aktivitäten nicht von selbst, darum fragt dieser Computer regelmäßig.</translation>
    </message>
    <message>
        <source>There are too many activities to look for a single one.</source>
        <translation>Es sind zu viele Aktivitäten, um eine einzelne zu suchen.</translation>
    </message>
    <message>
        <source>There is no server of that name.</source>
        <translation>Einen Server dieses Namens gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such field.</source>
        <translation>Ein solches Feld gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such thing here.</source>
        <translation>So etwas gibt es hier nicht.</translation>
    </message>
    <message>
        <source>There is one list: everything that the key may see.</source>
        <translation>Es gibt eine Liste: alles, was der Schlüssel sehen darf.</translation>
    </message>
    <message>
        <source>They are sent when the network is back.</source>
        <translation>Sie werden gesendet, sobald wieder Netz da ist.</translation>
    </message>
    <message>
        <source>This Pipedrive company is not open: its trial has ended, or a payment is missing.</source>
        <translation>Diese Pipedrive-Firma ist nicht zugänglich: Die Testzeit ist vorbei, oder eine Zahlung fehlt.</translation>
    </message>
    <message>
        <source>This cannot be empty.</source>
        <translation>Das darf nicht leer sein.</translation>
    </message>
    <message>
        <source>This is being sent right now.</source>
        <translation>Das wird gerade gesendet.</translation>
    </message>
    <message>
        <source>This is either yes or no.</source>
        <translation>Das ist entweder ja oder nein.</translation>
    </message>
    <message>
        <source>This is no date and time.</source>
        <translation>Das ist kein Zeitpunkt.</translation>
    </message>
    <message>
        <source>This is no date or time. Write 2025-05-03, or 2025-05-03T15:00:00Z.</source>
        <translation>Das ist kein Datum und keine Zeit. Richtig ist 2025-05-03 oder 2025-05-03T15:00:00Z.</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>This is not a link that Activity understands.</source>
        <translation>Diesen Link versteht Activity nicht.</translation>
    </message>
    <message>
        <source>This is not an address.</source>
        <translation>Das ist keine Adresse.</translation>
    </message>
    <message>
        <source>This must be a number.</source>
        <translation>Das muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>This program was started without notifications.</source>
        <translation>Dieses Programm läuft ohne Mitteilungen.</translation>
    </message>
    <message>
        <source>This server does not filter by that.</source>
        <translation>Danach filtert dieser Server nicht.</translation>
    </message>
    <message>
        <source>This server does not say what changed, so everything is read again.</source>
        <translation>Dieser Server sagt nicht, was sich geändert hat, darum wird alles neu gelesen.</translation>
    </message>
    <message>
        <source>This server does not tell how many activities there are.</source>
        <translation>Dieser Server sagt nicht, wie viele Aktivitäten es gibt.</translation>
    </message>
    <message>
        <source>This server does not tell news by itself, so it is asked at intervals.</source>
        <translation>Dieser Server meldet Neues nicht von selbst, darum wird er regelmäßig gefragt.</translation>
    </message>
    <message>
        <source>This server has no such filter.</source>
        <translation>Einen solchen Filter hat dieser Server nicht.</translation>
    </message>
    <message>
        <source>This server ignores a filter, so the answer cannot be trusted.</source>
        <translation>Dieser Server übergeht einen Filter, darum ist auf die Antwort kein Verlass.</translation>
    </message>
    <message>
        <source>This server marks activities read whenever they are listed, so read and unread are kept on this computer.</source>
        <translation>Dieser Server markiert beim Auflisten alles als gelesen, darum merkt sich dieser Computer den Lesestand.</translation>
    </message>
    <message>
        <source>This server showed no order by change, so everything is read again to find what changed.</source>
        <translation>Dieser Server ordnet nicht nach Änderung, darum wird dafür alles neu gelesen.</translation>
    </message>
    <message>
        <source>This system cannot do that.</source>
        <translation>Das kann dieses System nicht.</translation>
    </message>
    <message>
        <source>This system cannot {what}.</source>
        <translation>Das kann dieses System nicht: {what}.</translation>
    </message>
    <message>
        <source>This system has no keyring, so the token cannot be stored safely.</source>
        <translation>Dieses System hat keinen Schlüsselbund, darum lässt sich das Token nicht sicher speichern.</translation>
    </message>
    <message>
        <source>This token belongs to another tenant.</source>
        <translation>Dieses Token gehört zu einem anderen Mandanten.</translation>
    </message>
    <message>
        <source>This token may not change activities.</source>
        <translation>Dieses Token darf Aktivitäten nicht ändern.</translation>
    </message>
    <message>
        <source>This token may not read activities.</source>
        <translation>Dieses Token darf Aktivitäten nicht lesen.</translation>
    </message>
    <message>
        <source>This token may only read: it lacks the ability &quot;activities:write&quot;.</source>
        <translation>Dieses Token darf nur lesen: Ihm fehlt die Fähigkeit „activities:write“.</translation>
    </message>
    <message>
        <source>This user may not do that.</source>
        <translation>Dieser Benutzer darf das nicht.</translation>
    </message>
    <message>
        <source>This user may not read activities in Pipedrive.</source>
        <translation>Dieser Benutzer darf in Pipedrive keine Aktivitäten lesen.</translation>
    </message>
    <message>
        <source>Time zone of times without one</source>
        <translation>Zeitzone für Zeiten ohne Angabe</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Try again; if it keeps happening, run `activity-desktop doctor`.</source>
        <translation>Erneut versuchen; geschieht es wieder, hilft `activity-desktop doctor`.</translation>
    </message>
    <message>
        <source>Type in your own words</source>
        <translation>Art in eigenen Worten</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Unlock it to receive activities.</source>
        <translation>Nach dem Entsperren kommen wieder Aktivitäten an.</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Use a clear subject line.</source>
        <translation>Ein klarer Betreff hilft.</translation>
    </message>
    <message>
        <source>Use an address that begins with https://.</source>
        <translation>Eine Adresse verwenden, die mit https:// beginnt.</translation>
    </message>
    <message>
        <source>Use its window, or stop it first.</source>
        <translation>Das offene Fenster verwenden, oder das Programm erst beenden.</translation>
    </message>
    <message>
        <source>User token</source>
        <translation>Benutzer-Token</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>Besucher</translation>
    </message>
    <message>
        <source>Web addresses, one a line.</source>
        <translation>Webadressen, je eine pro Zeile.</translation>
    </message>
    <message>
        <source>What you logged yourself is not announced.</source>
        <translation>Selbst Erfasstes wird nicht gemeldet.</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Wann es geschah</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Which filter?</source>
        <translation>Welcher Filter?</translation>
    </message>
    <message>
        <source>Whose activities</source>
        <translation>Wessen Aktivitäten</translation>
    </message>
    <message>
        <source>Whose activities?</source>
        <translation>Wessen Aktivitäten?</translation>
    </message>
    <message>
        <source>Write a number that your account uses.</source>
        <translation>Eine Nummer eingeben, die das Konto verwendet.</translation>
    </message>
    <message>
        <source>Your company has used up its Pipedrive requests for today.</source>
        <translation>Die Firma hat ihre Pipedrive-Anfragen für heute verbraucht.</translation>
    </message>
    <message>
        <source>Your e-mail address at Thena</source>
        <translation>Eigene E-Mail-Adresse bei Thena</translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation>Eigene E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Your own fields</source>
        <translation>Eigene Felder</translation>
    </message>
    <message>
        <source>Your system keyring does not answer.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht.</translation>
    </message>
    <message>
        <source>Your system keyring is locked.</source>
        <translation>Der Schlüsselbund des Systems ist gesperrt.</translation>
    </message>
    <message>
        <source>Your user number</source>
        <translation>Eigene Benutzernummer</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Die eigenen</translation>
    </message>
    <message>
        <source>complete activities</source>
        <translation>Aktivitäten abschließen</translation>
    </message>
    <message>
        <source>create activities</source>
        <translation>Aktivitäten anlegen</translation>
    </message>
    <message>
        <source>delete activities</source>
        <translation>Aktivitäten löschen</translation>
    </message>
    <message>
        <source>edit activities</source>
        <translation>Aktivitäten bearbeiten</translation>
    </message>
    <message>
        <source>fetch one activity</source>
        <translation>eine Aktivität abrufen</translation>
    </message>
    <message>
        <source>filter on the server</source>
        <translation>auf dem Server filtern</translation>
    </message>
    <message>
        <source>id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>keep read and unread</source>
        <translation>gelesen und ungelesen merken</translation>
    </message>
    <message>
        <source>list what changed</source>
        <translation>Änderungen nennen</translation>
    </message>
    <message>
        <source>mark many read at once</source>
        <translation>viele auf einmal als gelesen markieren</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>neueste zuerst</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>oldest first</source>
        <translation>älteste zuerst</translation>
    </message>
    <message>
        <source>reopen completed activities</source>
        <translation>abgeschlossene Aktivitäten wieder öffnen</translation>
    </message>
    <message>
        <source>tell how many there are</source>
        <translation>sagen, wie viele es sind</translation>
    </message>
    <message>
        <source>tell news by itself</source>
        <translation>Neues von selbst melden</translation>
    </message>
    <message>
        <source>tell what was deleted</source>
        <translation>Gelöschtes nennen</translation>
    </message>
    <message>
        <source>tell which of many activities still exist</source>
        <translation>sagen, welche von vielen Aktivitäten es noch gibt</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>All day</source>
        <translation>Ganztägig</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>changed just now</source>
        <translation>gerade geändert</translation>
    </message>
    <message>
        <source>changed today, {time}</source>
        <translation>geändert heute, {time}</translation>
    </message>
    <message>
        <source>changed {date}, {time}</source>
        <translation>geändert {date}, {time}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>today at {time}</source>
        <translation>heute um {time}</translation>
    </message>
    <message>
        <source>yesterday at {time}</source>
        <translation>gestern um {time}</translation>
    </message>
    <message>
        <source>{date} at {time} ({zone})</source>
        <translation>{date} um {time} ({zone})</translation>
    </message>
    <message>
        <source>{date} at {time}</source>
        <translation>{date} um {time}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} bis {end}</translation>
    </message>
    <message>
        <source>{weekday}, {date}</source>
        <translation>{weekday}, {date}</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>changed %n min ago</source>
        <translation>
            <numerusform>geändert vor %n min</numerusform>
            <numerusform>geändert vor %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n Tag</numerusform>
            <numerusform>in %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n h</source>
        <translation>
            <numerusform>in %n h</numerusform>
            <numerusform>in %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenDialog</name>
    <message>
        <source>Sign in to {account}</source>
        <translation>Bei {account} anmelden</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The token is kept in your system keyring, never in a file.</source>
        <translation>Das Token liegt im Schlüsselbund des Systems, nie in einer Datei.</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>Another program uses port {old}. The demo now runs on {new}.</source>
        <translation>Ein anderes Programm benutzt Port {old}. Die Demo läuft jetzt auf {new}.</translation>
    </message>
    <message>
        <source>Back in your inbox</source>
        <translation>Wieder im Posteingang</translation>
    </message>
    <message>
        <source>Completed in {account}</source>
        <translation>In {account} abgeschlossen</translation>
    </message>
    <message>
        <source>Deleted, {title}</source>
        <translation>Gelöscht: {title}</translation>
    </message>
    <message>
        <source>Discarded what you had typed</source>
        <translation>Geschriebenes verworfen</translation>
    </message>
    <message>
        <source>Done, {title}</source>
        <translation>Erledigt: {title}</translation>
    </message>
    <message>
        <source>It was already deleted on the server.</source>
        <translation>Auf dem Server war das schon gelöscht.</translation>
    </message>
    <message>
        <source>Marked unread, kept for later</source>
        <translation>Als ungelesen behalten</translation>
    </message>
    <message>
        <source>Muted, type “{type}”</source>
        <translation>Stumm, Art „{type}“</translation>
    </message>
    <message>
        <source>Muted, {name}</source>
        <translation>Stumm, {name}</translation>
    </message>
    <message>
        <source>Not created: {problem}</source>
        <translation>Nicht angelegt: {problem}</translation>
    </message>
    <message>
        <source>Not saved: {problem}</source>
        <translation>Nicht gespeichert: {problem}</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts zurückzunehmen</translation>
    </message>
    <message>
        <source>Notifying about type “{type}” again</source>
        <translation>Art „{type}“ wird wieder gemeldet</translation>
    </message>
    <message>
        <source>Notifying about {name} again</source>
        <translation>{name} wird wieder gemeldet</translation>
    </message>
    <message>
        <source>Removed, {name}</source>
        <translation>Entfernt: {name}</translation>
    </message>
    <message>
        <source>Renamed to {name}</source>
        <translation>Umbenannt in {name}</translation>
    </message>
    <message>
        <source>Reopened in {account}</source>
        <translation>In {account} wieder geöffnet</translation>
    </message>
    <message>
        <source>Saved, {name}</source>
        <translation>Gespeichert: {name}</translation>
    </message>
    <message>
        <source>Snoozed until tomorrow, {time}</source>
        <translation>Zurückgestellt bis morgen, {time}</translation>
    </message>
    <message>
        <source>Snoozed until {time}</source>
        <translation>Zurückgestellt bis {time}</translation>
    </message>
    <message>
        <source>Snoozed until {weekday}, {date}, {time}</source>
        <translation>Zurückgestellt bis {weekday}, {date}, {time}</translation>
    </message>
    <message>
        <source>The saved activities were damaged. {count} were saved, the rest is fetched again.</source>
        <translation>Die gespeicherten Aktivitäten waren beschädigt. {count} wurden gerettet, der Rest wird neu geholt.</translation>
    </message>
    <message>
        <source>The server kept the old value of: {fields}. Change it in the CRM.</source>
        <translation>Der Server hat den alten Wert behalten: {fields}. Im CRM ändern.</translation>
    </message>
    <message>
        <source>The server still calls it “{status}”.</source>
        <translation>Der Server nennt sie weiterhin „{status}“.</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>{name} is a person of their own again</source>
        <translation>{name} ist wieder eine eigene Person</translation>
    </message>
    <message>
        <source>{one} and {other} are the same person</source>
        <translation>{one} und {other} sind dieselbe Person</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) muted</source>
        <translation>
            <numerusform>%n Konto stumm</numerusform>
            <numerusform>%n Konten stumm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activity(ies) deleted</source>
        <translation>
            <numerusform>%n Aktivität gelöscht</numerusform>
            <numerusform>%n Aktivitäten gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activity(ies) marked as read</source>
        <translation>
            <numerusform>%n Aktivität als gelesen markiert</numerusform>
            <numerusform>%n Aktivitäten als gelesen markiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n erledigt</numerusform>
            <numerusform>%n erledigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n type(s) muted</source>
        <translation>
            <numerusform>%n Art stumm</numerusform>
            <numerusform>%n Arten stumm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Notifying about %n account(s) again</source>
        <translation>
            <numerusform>%n Konto wird wieder gemeldet</numerusform>
            <numerusform>%n Konten werden wieder gemeldet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Notifying about %n type(s) again</source>
        <translation>
            <numerusform>%n Art wird wieder gemeldet</numerusform>
            <numerusform>%n Arten werden wieder gemeldet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>For 1 hour</source>
        <translation>Für 1 Stunde</translation>
    </message>
    <message>
        <source>Open inbox</source>
        <translation>Posteingang öffnen</translation>
    </message>
    <message>
        <source>Pause notifications</source>
        <translation>Mitteilungen anhalten</translation>
    </message>
    <message>
        <source>Resume notifications</source>
        <translation>Mitteilungen fortsetzen</translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation>Bis auf Weiteres</translation>
    </message>
    <message>
        <source>Until tomorrow, {time}</source>
        <translation>Bis morgen, {time}</translation>
    </message>
    <message>
        <source>{title}, {when}</source>
        <translation>{title}, {when}</translation>
    </message>
    <message numerus="yes">
        <source>Open inbox, {n} unread</source>
        <translation>
            <numerusform>Posteingang öffnen, {n} ungelesen</numerusform>
            <numerusform>Posteingang öffnen, {n} ungelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypeNotices</name>
    <message>
        <source>Types of {account}</source>
        <translation>Arten von {account}</translation>
    </message>
    <message>
        <source>What is switched off raises no notification. It still comes into the inbox.</source>
        <translation>Was ausgeschaltet ist, löst keine Mitteilung aus. In den Posteingang kommt es trotzdem.</translation>
    </message>
    <message>
        <source>No types have come from there yet.</source>
        <translation>Von dort sind noch keine Arten gekommen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n geöffnet</numerusform>
            <numerusform>%n geöffnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown in {days} days</source>
        <translation>
            <numerusform>%n gezeigt in {days} Tagen</numerusform>
            <numerusform>%n gezeigt in {days} Tagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ViewOptions</name>
    <message>
        <source>Comfortable rows</source>
        <translation>Bequeme Zeilen</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Kompakte Zeilen</translation>
    </message>
    <message>
        <source>Show which account</source>
        <translation>Konto zeigen</translation>
    </message>
</context>
<context>
    <name>WebAddresses</name>
    <message>
        <source>Where cards and “Open in {account}” lead. {base} is the server&apos;s address, {id} the record&apos;s number.</source>
        <translation>Wohin Karten und „In {account} öffnen“ führen. {base} ist die Adresse des Servers, {id} die Nummer des Datensatzes.</translation>
    </message>
    <message>
        <source>Web addresses</source>
        <translation>Webadressen</translation>
    </message>
    <message>
        <source>This system has no web addresses.</source>
        <translation>Dieses System hat keine Webadressen.</translation>
    </message>
    <message>
        <source>Usual addresses</source>
        <translation>Übliche Adressen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The record&apos;s number is missing: write {id} where it belongs.</source>
        <translation>Die Nummer des Datensatzes fehlt: {id} dort schreiben, wo sie hingehört.</translation>
    </message>
    <message>
        <source>This is no web address.</source>
        <translation>Das ist keine Webadresse.</translation>
    </message>
</context>
<context>
    <name>Weekdays</name>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
</context>
<context>
    <name>WhenField</name>
    <message>
        <source>Try “in 3 hours” or “fri 9:00”</source>
        <translation>Etwa „in 3 Stunden“ oder „fr 9:00“</translation>
    </message>
    <message>
        <source>When, in words</source>
        <translation>Wann, in Worten</translation>
    </message>
    <message>
        <source>That is over. Type a time that is still to come.</source>
        <translation>Das ist vorbei. Gefragt ist eine Zeit, die noch kommt.</translation>
    </message>
    <message>
        <source>Not understood yet. Try “tomorrow”, “fri 9:00” or “2 weeks”.</source>
        <translation>Noch nicht verständlich. Etwa „morgen“, „fr 9:00“ oder „2 Wochen“.</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Sample data on this computer, no sign-up</source>
        <translation>Beispieldaten auf diesem Rechner, ohne Konto</translation>
    </message>
    <message>
        <source>Demo server</source>
        <translation>Demo-Server</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
</context>
<context>
    <name>_Progress</name>
    <message>
        <source>Step {n} of 3</source>
        <translation>Schritt {n} von 3</translation>
    </message>
</context>
<context>
    <name>_Versions</name>
    <message>
        <source>Yours</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
</context>
</TS>
