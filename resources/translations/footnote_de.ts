<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutSection</name>
    <message>
      <source>Free software under the Apache licence 2.0. It is made with what is listed here.</source>
      <translation>Freie Software unter der Apache-Lizenz 2.0, gebaut mit dem, was hier steht.</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Nothing that is shipped has these words.</source>
      <translation>Nichts davon enthält diese Wörter.</translation>
    </message>
    <message>
      <source>Search the licences</source>
      <translation>Lizenzen durchsuchen</translation>
    </message>
    <message>
      <source>What is shipped</source>
      <translation>Was mitgeliefert wird</translation>
    </message>
    <message>
      <source>{name}, version {version}</source>
      <translation>{name}, Version {version}</translation>
    </message>
  </context>
  <context>
    <name>AnswerBody</name>
    <message>
      <source>Answer</source>
      <translation>Antwort</translation>
    </message>
    <message>
      <source>Show more ({shown} of {count} characters are shown)</source>
      <translation>Mehr zeigen ({shown} von {count} Zeichen sind zu sehen)</translation>
    </message>
    <message>
      <source>{shown} of {count} characters are shown. Copying takes all of them.</source>
      <translation>{shown} von {count} Zeichen sind zu sehen. Kopiert werden alle.</translation>
    </message>
  </context>
  <context>
    <name>AnswerFoot</name>
    <message>
      <source>Ask again</source>
      <translation>Noch einmal fragen</translation>
    </message>
    <message>
      <source>Ask the model without documents</source>
      <translation>Das Modell ohne Dokumente fragen</translation>
    </message>
    <message>
      <source>Copy the answer</source>
      <translation>Antwort kopieren</translation>
    </message>
    <message>
      <source>Copy with sources</source>
      <translation>Mit Quellen kopieren</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <source>Edit the question</source>
      <translation>Frage bearbeiten</translation>
    </message>
    <message>
      <source>How was this answered?</source>
      <translation>Wie entstand diese Antwort?</translation>
    </message>
    <message>
      <source>Search everywhere</source>
      <translation>Überall suchen</translation>
    </message>
    <message>
      <source>Show the files that could not be read</source>
      <translation>Dateien zeigen, die nicht gelesen werden konnten</translation>
    </message>
    <message>
      <source>{time} to quotes</source>
      <translation>Zitate nach {time}</translation>
    </message>
  </context>
  <context>
    <name>Answering</name>
    <message>
      <source>Found in your documents</source>
      <translation>In Ihren Dokumenten gefunden</translation>
    </message>
    <message>
      <source>Not in your documents.</source>
      <translation>Nicht in Ihren Dokumenten.</translation>
    </message>
    <message>
      <source>Nothing found yet.</source>
      <translation>Noch nichts gefunden.</translation>
    </message>
  </context>
  <context>
    <name>AnswersSection</name>
    <message>
      <source>A model for drafts only writes two or three sentences at most.</source>
      <translation>Ein Modell nur für Entwürfe schreibt höchstens zwei oder drei Sätze.</translation>
    </message>
    <message>
      <source>Creativity</source>
      <translation>Kreativität</translation>
    </message>
    <message>
      <source>For writing. With all of them the computer can become slow. From the next answer on.</source>
      <translation>Zum Schreiben. Mit allen kann der Computer langsam werden. Ab der nächsten Antwort.</translation>
    </message>
    <message>
      <source>Free memory after</source>
      <translation>Arbeitsspeicher freigeben nach</translation>
    </message>
    <message>
      <source>Longest written answer</source>
      <translation>Höchstlänge einer Antwort</translation>
    </message>
    <message>
      <source>Models leave memory when no question comes for so long, and come back when you begin one.</source>
      <translation>Kommt so lange keine Frage, verlassen die Modelle den Speicher; beginnen Sie eine, werden sie wieder geladen.</translation>
    </message>
    <message>
      <source>Of your files and the conversation, at once. More takes more memory. From the next answer on.</source>
      <translation>Von Ihren Dateien und dem Gespräch, auf einmal. Mehr braucht mehr Speicher. Ab der nächsten Antwort.</translation>
    </message>
    <message>
      <source>Processor cores</source>
      <translation>Prozessorkerne</translation>
    </message>
    <message>
      <source>What it has in view</source>
      <translation>Was das Modell im Blick hat</translation>
    </message>
    <message>
      <source>Without any, the same question gets the same answer.</source>
      <translation>Ohne sie bekommt dieselbe Frage dieselbe Antwort.</translation>
    </message>
    <message>
      <source>a little</source>
      <translation>ein wenig</translation>
    </message>
    <message>
      <source>about {count} words</source>
      <translation>etwa {count} Wörter</translation>
    </message>
    <message>
      <source>chosen for you</source>
      <translation>automatisch</translation>
    </message>
    <message>
      <source>lively</source>
      <translation>lebhaft</translation>
    </message>
    <message>
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>unruly</source>
      <translation>ungezügelt</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} Min.</translation>
    </message>
    <message>
      <source>{count} of {cores}</source>
      <translation>{count} von {cores}</translation>
    </message>
  </context>
  <context>
    <name>Archive</name>
    <message>
      <source>Deleted “{title}”.</source>
      <translation>„{title}“ wurde gelöscht.</translation>
    </message>
  </context>
  <context>
    <name>Badge</name>
    <message>
      <source>Source {number}</source>
      <translation>Quelle {number}</translation>
    </message>
  </context>
  <context>
    <name>CodeView</name>
    <message>
      <source>Code</source>
      <translation>Code</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
    <message>
      <source>Copy the code</source>
      <translation>Code kopieren</translation>
    </message>
    <message>
      <source>Long lines are cut here. Copying takes all of them.</source>
      <translation>Lange Zeilen sind hier gekürzt. Kopiert werden sie ganz.</translation>
    </message>
    <message>
      <source>Show all {count} lines</source>
      <translation>Alle {count} Zeilen zeigen</translation>
    </message>
  </context>
  <context>
    <name>Complaint</name>
    <message>
      <source>Close this notice</source>
      <translation>Diesen Hinweis schließen</translation>
    </message>
  </context>
  <context>
    <name>Composer</name>
    <message>
      <source>Ask something…</source>
      <translation>Stellen Sie eine Frage …</translation>
    </message>
    <message>
      <source>Ask your documents…</source>
      <translation>Ihre Dokumente befragen …</translation>
    </message>
    <message>
      <source>Just chat</source>
      <translation>Nur chatten</translation>
    </message>
    <message>
      <source>Keep it as a document…</source>
      <translation>Als Dokument behalten …</translation>
    </message>
    <message>
      <source>My documents</source>
      <translation>Meine Dokumente</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>Senden</translation>
    </message>
    <message>
      <source>Send (Enter)</source>
      <translation>Senden (Eingabetaste)</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Stop (Esc)</source>
      <translation>Anhalten (Esc)</translation>
    </message>
    <message>
      <source>This file</source>
      <translation>Diese Datei</translation>
    </message>
    <message>
      <source>This text is long: {count} characters. You can keep it as a document and ask about it.</source>
      <translation>Dieser Text ist lang: {count} Zeichen. Er kann als Dokument behalten und befragt werden.</translation>
    </message>
    <message>
      <source>You are editing your last question. Its new answer takes the place of the old one.</source>
      <translation>Sie bearbeiten Ihre letzte Frage. Die neue Antwort tritt an die Stelle der alten.</translation>
    </message>
    <message>
      <source>Your question</source>
      <translation>Ihre Frage</translation>
    </message>
  </context>
  <context>
    <name>ConversationRow</name>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>What can be done with “{title}”</source>
      <translation>Was mit „{title}“ getan werden kann</translation>
    </message>
  </context>
  <context>
    <name>Conversing</name>
    <message>
      <source>Keep the text as a document</source>
      <translation>Text als Dokument behalten</translation>
    </message>
    <message>
      <source>Pasted text {when}.txt</source>
      <translation>Eingefügter Text {when}.txt</translation>
    </message>
    <message>
      <source>Text (*.txt)</source>
      <translation>Text (*.txt)</translation>
    </message>
  </context>
  <context>
    <name>DataSection</name>
    <message>
      <source>1 is kept, until you delete it.</source>
      <translation>1 wird aufbewahrt, bis Sie es löschen.</translation>
    </message>
    <message>
      <source>Conversations</source>
      <translation>Gespräche</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>Delete 1 conversation? It cannot be brought back.</source>
      <translation>1 Gespräch löschen? Es lässt sich nicht zurückholen.</translation>
    </message>
    <message>
      <source>Delete all of them…</source>
      <translation>Alle löschen …</translation>
    </message>
    <message>
      <source>Delete them for good</source>
      <translation>Endgültig löschen</translation>
    </message>
    <message>
      <source>Delete {count} conversations? They cannot be brought back.</source>
      <translation>{count} Gespräche löschen? Sie lassen sich nicht zurückholen.</translation>
    </message>
    <message>
      <source>From the next start on: {path}. Nothing is moved; what is in this one stays there.</source>
      <translation>Ab dem nächsten Start: {path}. Nichts wird verschoben; was in diesem liegt, bleibt dort.</translation>
    </message>
    <message>
      <source>Keep them</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>None are kept.</source>
      <translation>Keine werden aufbewahrt.</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Start again now</source>
      <translation>Jetzt neu starten</translation>
    </message>
    <message>
      <source>The texts of the files you added, for searching; your questions with their answers; your settings. Your files themselves stay where they are and are never changed.</source>
      <translation>Die Texte der hinzugefügten Dateien, zum Suchen; Ihre Fragen mit den Antworten; Ihre Einstellungen. Die Dateien selbst bleiben, wo sie sind, und werden nie verändert.</translation>
    </message>
    <message>
      <source>Use another one…</source>
      <translation>Einen anderen verwenden …</translation>
    </message>
    <message>
      <source>What is kept in it</source>
      <translation>Was darin aufbewahrt wird</translation>
    </message>
    <message>
      <source>{count} are kept, until you delete them.</source>
      <translation>{count} werden aufbewahrt, bis Sie sie löschen.</translation>
    </message>
  </context>
  <context>
    <name>Empty</name>
    <message>
      <source>Ask your own files.</source>
      <translation>Fragen Sie Ihre eigenen Dateien.</translation>
    </message>
    <message>
      <source>Every answer shows the words it comes from.</source>
      <translation>Jede Antwort zeigt die Worte, auf denen sie beruht.</translation>
    </message>
  </context>
  <context>
    <name>ExchangeRow</name>
    <message>
      <source>Add a folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Noch einmal fragen</translation>
    </message>
    <message>
      <source>Choose a model</source>
      <translation>Modell wählen</translation>
    </message>
    <message>
      <source>Choose another model</source>
      <translation>Anderes Modell wählen</translation>
    </message>
    <message>
      <source>Draft by {model}, checked sentence by sentence</source>
      <translation>Entwurf von {model}, Satz für Satz geprüft</translation>
    </message>
    <message>
      <source>Found in your documents</source>
      <translation>In Ihren Dokumenten gefunden</translation>
    </message>
    <message>
      <source>From the model, about its last answer</source>
      <translation>Vom Modell, zu seiner letzten Antwort</translation>
    </message>
    <message>
      <source>From the model, not from your files</source>
      <translation>Vom Modell, nicht aus Ihren Dateien</translation>
    </message>
    <message>
      <source>Looking through your documents…</source>
      <translation>Ihre Dokumente werden durchsucht …</translation>
    </message>
    <message>
      <source>Nearest passages</source>
      <translation>Nächstliegende Stellen</translation>
    </message>
    <message>
      <source>Not in your documents.</source>
      <translation>Nicht in Ihren Dokumenten.</translation>
    </message>
    <message>
      <source>Nothing found yet.</source>
      <translation>Noch nichts gefunden.</translation>
    </message>
    <message>
      <source>Perhaps in your documents.</source>
      <translation>Vielleicht in Ihren Dokumenten.</translation>
    </message>
    <message>
      <source>This answer went with the library its words came from.</source>
      <translation>Diese Antwort wurde mit der Bibliothek entfernt, aus der ihre Worte kamen.</translation>
    </message>
    <message>
      <source>Understood as: {question}</source>
      <translation>Verstanden als: {question}</translation>
    </message>
    <message>
      <source>not in your documents</source>
      <translation>nicht in Ihren Dokumenten</translation>
    </message>
    <message>
      <source>{model} does not write this language well.</source>
      <translation>{model} schreibt diese Sprache nicht gut.</translation>
    </message>
    <message>
      <source>{model} is thinking…</source>
      <translation>{model} denkt nach …</translation>
    </message>
  </context>
  <context>
    <name>FilesDialog</name>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Ask only this file</source>
      <translation>Nur diese Datei befragen</translation>
    </message>
    <message>
      <source>Choose a file to see what became of it.</source>
      <translation>Wählen Sie eine Datei, um zu sehen, was aus ihr wurde.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Files of {name}</source>
      <translation>Dateien von {name}</translation>
    </message>
    <message>
      <source>Find a file by its name or folder</source>
      <translation>Datei nach Name oder Ordner suchen</translation>
    </message>
    <message>
      <source>Gone</source>
      <translation>Nicht mehr da</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>Ausgelassen</translation>
    </message>
    <message>
      <source>No file in this library yet. Drop a folder on the window to add it.</source>
      <translation>Noch keine Datei in dieser Bibliothek. Ziehen Sie einen Ordner auf das Fenster.</translation>
    </message>
    <message>
      <source>No file matches.</source>
      <translation>Keine Datei passt dazu.</translation>
    </message>
    <message>
      <source>Not read</source>
      <translation>Nicht gelesen</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Partly read</source>
      <translation>Teilweise gelesen</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>Gelesen</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Noch einmal lesen</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <source>{count} files are marked.</source>
      <translation>{count} Dateien sind markiert.</translation>
    </message>
    <message>
      <source>{count} pages</source>
      <translation>{count} Seiten</translation>
    </message>
  </context>
  <context>
    <name>FilesModel</name>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Status</translation>
    </message>
  </context>
  <context>
    <name>Header</name>
    <message>
      <source>Choose a model</source>
      <translation>Modell wählen</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>Offline</translation>
    </message>
    <message>
      <source>Offline: nothing can leave</source>
      <translation>Offline: Nichts gelangt nach außen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Show or hide the list of libraries and conversations</source>
      <translation>Liste der Bibliotheken und Gespräche zeigen oder verbergen</translation>
    </message>
    <message>
      <source>What “offline” means here</source>
      <translation>Was „offline“ hier bedeutet</translation>
    </message>
  </context>
  <context>
    <name>HeaderDesk</name>
    <message>
      <source>About</source>
      <translation>Über Footnote</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Antworten</translation>
    </message>
    <message>
      <source>Choose a folder for what Footnote keeps</source>
      <translation>Ordner wählen, in dem Footnote seine Daten aufbewahrt</translation>
    </message>
    <message>
      <source>Choose a model file</source>
      <translation>Modelldatei wählen</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>Look and language</source>
      <translation>Aussehen und Sprache</translation>
    </message>
    <message>
      <source>Models (*.gguf);;All files (*)</source>
      <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>What is kept</source>
      <translation>Was aufbewahrt wird</translation>
    </message>
    <message>
      <source>What leaves this computer</source>
      <translation>Was diesen Computer verlässt</translation>
    </message>
    <message>
      <source>drafts only</source>
      <translation>nur Entwürfe</translation>
    </message>
    <message>
      <source>not ready</source>
      <translation>nicht bereit</translation>
    </message>
  </context>
  <context>
    <name>LibraryRow</name>
    <message>
      <source>1 could not be read</source>
      <translation>1 konnte nicht gelesen werden</translation>
    </message>
    <message>
      <source>Add a folder to it…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Go on reading</source>
      <translation>Weiterlesen</translation>
    </message>
    <message>
      <source>Go on reading {name}</source>
      <translation>{name} weiterlesen</translation>
    </message>
    <message>
      <source>Its turn comes.</source>
      <translation>Kommt noch an die Reihe.</translation>
    </message>
    <message>
      <source>Look for changes</source>
      <translation>Nach Änderungen suchen</translation>
    </message>
    <message>
      <source>Pause reading</source>
      <translation>Lesen pausieren</translation>
    </message>
    <message>
      <source>Pause reading {name}</source>
      <translation>Lesen von {name} pausieren</translation>
    </message>
    <message>
      <source>Reading {name}</source>
      <translation>{name} wird gelesen</translation>
    </message>
    <message>
      <source>Remove it…</source>
      <translation>Entfernen …</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Show its files…</source>
      <translation>Dateien zeigen …</translation>
    </message>
    <message>
      <source>What can be done with {name}</source>
      <translation>Was mit {name} getan werden kann</translation>
    </message>
    <message>
      <source>{count} could not be read</source>
      <translation>{count} konnten nicht gelesen werden</translation>
    </message>
    <message>
      <source>{read} of {files}</source>
      <translation>{read} von {files}</translation>
    </message>
  </context>
  <context>
    <name>Limits</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Every sentence of it is compared with your files. One that no file says is marked “not in your documents”. The model that comes along is small and often wrong: rely on the quotes. You can add a larger model in the header.</source>
      <translation>Jeder Satz wird mit Ihren Dateien verglichen. Einer, der in keiner Datei steht, wird mit „nicht in Ihren Dokumenten“ markiert. Das mitgelieferte Modell ist klein und irrt oft: Verlassen Sie sich auf die Zitate. Oben im Fenster können Sie ein größeres Modell hinzufügen.</translation>
    </message>
    <message>
      <source>Finding is what it does best</source>
      <translation>Finden kann es am besten</translation>
    </message>
    <message>
      <source>Handwriting, drawings, diagrams, sound and film. Files that are protected by a password, and files that a cloud drive keeps online only. Hidden files, unless you add them by themselves.</source>
      <translation>Handschrift, Zeichnungen, Diagramme, Ton und Film. Dateien mit Passwort und Dateien, die ein Cloud-Laufwerk nur online hält. Versteckte Dateien, außer Sie fügen sie einzeln hinzu.</translation>
    </message>
    <message>
      <source>It does not add up</source>
      <translation>Es rechnet nicht</translation>
    </message>
    <message>
      <source>It finds the sentences in your files that answer a question and shows where they stand. These are the words of your files, letter by letter.</source>
      <translation>Es findet die Sätze in Ihren Dateien, die eine Frage beantworten, und zeigt, wo sie stehen. Das sind die Worte Ihrer Dateien, Buchstabe für Buchstabe.</translation>
    </message>
    <message>
      <source>It finds what is written. “How many contracts end in June?” has no sentence that answers it, and then the answer is a guess. Ask for the sentence instead: “Which contracts end in June?”</source>
      <translation>Es findet, was geschrieben steht. Auf „Wie viele Verträge enden im Juni?“ antwortet kein Satz, und dann ist die Antwort geraten. Fragen Sie stattdessen nach dem Satz: „Welche Verträge enden im Juni?“</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>Sprachen</translation>
    </message>
    <message>
      <source>PDF, Word, Excel, PowerPoint, OpenDocument, web pages, Markdown, plain text, e-books, e-mail with its attachments, tables, subtitles and source code. Scans and pictures of text are read too, more slowly and with mistakes.</source>
      <translation>PDF, Word, Excel, PowerPoint, OpenDocument, Webseiten, Markdown, reiner Text, E-Books, E-Mail mit Anhängen, Tabellen, Untertitel und Quelltext. Scans und Bilder von Text werden auch gelesen, langsamer und mit Fehlern.</translation>
    </message>
    <message>
      <source>Questions and files can be in different languages; finding works in about a hundred. The model that comes along writes English only. Scans are read in English, German and Japanese, and in the languages whose Tesseract data is on this computer.</source>
      <translation>Fragen und Dateien können verschiedene Sprachen haben; das Finden gelingt in etwa hundert. Das mitgelieferte Modell schreibt nur Englisch. Scans werden auf Englisch, Deutsch und Japanisch gelesen und in den Sprachen, deren Tesseract-Daten auf diesem Computer sind.</translation>
    </message>
    <message>
      <source>The draft under them is written by a small model</source>
      <translation>Den Entwurf darunter schreibt ein kleines Modell</translation>
    </message>
    <message>
      <source>They are read and never changed, moved or copied to another place. What was read of them is kept in a folder of its own on this computer, and goes when you remove the library.</source>
      <translation>Sie werden gelesen und nie verändert, verschoben oder anderswohin kopiert. Was gelesen wurde, liegt in einem eigenen Ordner auf diesem Computer und verschwindet, wenn Sie die Bibliothek entfernen.</translation>
    </message>
    <message>
      <source>What Footnote can and cannot do</source>
      <translation>Was Footnote kann und was nicht</translation>
    </message>
    <message>
      <source>What is not read</source>
      <translation>Was nicht gelesen wird</translation>
    </message>
    <message>
      <source>What is read</source>
      <translation>Was gelesen wird</translation>
    </message>
    <message>
      <source>When nothing fits, it says so</source>
      <translation>Wenn nichts passt, sagt es das</translation>
    </message>
    <message>
      <source>Your files stay yours</source>
      <translation>Ihre Dateien bleiben Ihre</translation>
    </message>
    <message>
      <source>“Not in your documents” means that nothing in the files that were read comes near. It can still be there in other words, or in a file that could not be read. Those are counted beside the sentence, and every library lists its files with the reason.</source>
      <translation>„Nicht in Ihren Dokumenten“ heißt, dass nichts in den gelesenen Dateien nahe kommt. Es kann trotzdem dort stehen, mit anderen Worten oder in einer Datei, die nicht gelesen werden konnte. Diese werden neben dem Satz gezählt, und jede Bibliothek nennt ihre Dateien mit dem Grund.</translation>
    </message>
  </context>
  <context>
    <name>LinkQuestion</name>
    <message>
      <source>Copy the address</source>
      <translation>Adresse kopieren</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>Nicht öffnen</translation>
    </message>
    <message>
      <source>Open it</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>The model wrote this link, and it may be wrong. Opening it leaves Footnote.</source>
      <translation>Das Modell hat diesen Link geschrieben, und er kann falsch sein. Beim Öffnen verlassen Sie Footnote.</translation>
    </message>
    <message>
      <source>This link leads to {host}.</source>
      <translation>Dieser Link führt zu {host}.</translation>
    </message>
  </context>
  <context>
    <name>LookSection</name>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Ctrl + and Ctrl - change it too.</source>
      <translation>Auch Strg + und Strg - ändern sie.</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>From the next start on.</source>
      <translation>Ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Size of text</source>
      <translation>Textgröße</translation>
    </message>
    <message>
      <source>Start again now</source>
      <translation>Jetzt neu starten</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent} %</translation>
    </message>
  </context>
  <context>
    <name>ModelChoice</name>
    <message>
      <source>checking, {percent} %</source>
      <translation>wird geprüft, {percent} %</translation>
    </message>
    <message>
      <source>forgetting…</source>
      <translation>wird vergessen …</translation>
    </message>
    <message>
      <source>getting ready, {percent} %</source>
      <translation>wird vorbereitet, {percent} %</translation>
    </message>
    <message>
      <source>getting to know your documents, {percent} %</source>
      <translation>lernt Ihre Dokumente kennen, {percent} %</translation>
    </message>
    <message>
      <source>getting to know your documents…</source>
      <translation>lernt Ihre Dokumente kennen …</translation>
    </message>
    <message>
      <source>loading…</source>
      <translation>wird geladen …</translation>
    </message>
    <message>
      <source>trying it out…</source>
      <translation>wird ausprobiert …</translation>
    </message>
  </context>
  <context>
    <name>ModelRow</name>
    <message>
      <source>Take it off the list</source>
      <translation>Von der Liste nehmen</translation>
    </message>
    <message>
      <source>What can be done with {name}</source>
      <translation>Was mit {name} getan werden kann</translation>
    </message>
    <message>
      <source>What it is</source>
      <translation>Was es ist</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>wird verwendet</translation>
    </message>
  </context>
  <context>
    <name>ModelsPanel</name>
    <message>
      <source>A GGUF file. It can also be dropped on the window; it stays where it is.</source>
      <translation>Eine GGUF-Datei. Sie kann auch auf das Fenster gezogen werden und bleibt, wo sie ist.</translation>
    </message>
    <message>
      <source>Add a model file…</source>
      <translation>Modelldatei hinzufügen …</translation>
    </message>
    <message>
      <source>Drafts only: too small to find the answer in whole pages. It is given the quotes alone, and what no file says is marked.</source>
      <translation>Nur Entwürfe: zu klein, um die Antwort in ganzen Seiten zu finden. Es bekommt nur die Zitate, und was in keiner Datei steht, wird markiert.</translation>
    </message>
    <message>
      <source>It only writes. What your files say is found, and every sentence checked, without it.</source>
      <translation>Es schreibt nur. Was in Ihren Dateien steht, wird ohne es gefunden und jeder Satz ohne es geprüft.</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <source>Search by meaning</source>
      <translation>Suche nach Bedeutung</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>The model that writes</source>
      <translation>Das Modell, das schreibt</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
  </context>
  <context>
    <name>NameField</name>
    <message>
      <source>New name</source>
      <translation>Neuer Name</translation>
    </message>
  </context>
  <context>
    <name>OfflineSection</name>
    <message>
      <source>A link in an answer is opened by your browser, and only after you were shown where it leads and said yes. Nothing else leaves this computer.</source>
      <translation>Ein Link in einer Antwort wird von Ihrem Browser geöffnet, und erst, wenn Sie gesehen haben, wohin er führt, und zugestimmt haben. Sonst verlässt nichts diesen Computer.</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>Speicher</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Netzwerk</translation>
    </message>
    <message>
      <source>Offline. Footnote has no network access at all.</source>
      <translation>Offline. Footnote hat keinerlei Zugang zum Netzwerk.</translation>
    </message>
    <message>
      <source>Other programs</source>
      <translation>Andere Programme</translation>
    </message>
    <message>
      <source>Signals</source>
      <translation>Signale</translation>
    </message>
    <message>
      <source>The model</source>
      <translation>Das Modell</translation>
    </message>
    <message>
      <source>The part that reads your files</source>
      <translation>Der Teil, der Ihre Dateien liest</translation>
    </message>
    <message>
      <source>The part that searches by meaning</source>
      <translation>Der Teil, der nach Bedeutung sucht</translation>
    </message>
    <message>
      <source>The window</source>
      <translation>Das Fenster</translation>
    </message>
    <message>
      <source>There is no switch for it, because there is nothing to switch on: no telemetry, no search for updates, no download. The models came with the program.</source>
      <translation>Dafür gibt es keinen Schalter, weil es nichts einzuschalten gibt: keine Telemetrie, keine Suche nach Updates, kein Herunterladen. Die Modelle kamen mit dem Programm.</translation>
    </message>
    <message>
      <source>Threads before it was locked</source>
      <translation>Threads vor der Sperre</translation>
    </message>
    <message>
      <source>What each part has given up</source>
      <translation>Worauf jeder Teil verzichtet</translation>
    </message>
    <message>
      <source>not started yet</source>
      <translation>noch nicht gestartet</translation>
    </message>
    <message>
      <source>{part}: {level}</source>
      <translation>{part}: {level}</translation>
    </message>
  </context>
  <context>
    <name>PagePane</name>
    <message>
      <source>Close the page (Esc)</source>
      <translation>Seite schließen (Esc)</translation>
    </message>
    <message>
      <source>Find in this document (Ctrl+F)</source>
      <translation>In diesem Dokument suchen (Strg+F)</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>Größer</translation>
    </message>
    <message>
      <source>Look for changes</source>
      <translation>Nach Änderungen suchen</translation>
    </message>
    <message>
      <source>Next citation (Alt+Right)</source>
      <translation>Nächster Beleg (Alt+Rechts)</translation>
    </message>
    <message>
      <source>Number of the page</source>
      <translation>Seitenzahl</translation>
    </message>
    <message>
      <source>Open in its own program</source>
      <translation>Im eigenen Programm öffnen</translation>
    </message>
    <message>
      <source>Previous citation (Alt+Left)</source>
      <translation>Voriger Beleg (Alt+Links)</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>Kleiner</translation>
    </message>
    <message>
      <source>citation {number} of {count}</source>
      <translation>Beleg {number} von {count}</translation>
    </message>
    <message>
      <source>of {count}</source>
      <translation>von {count}</translation>
    </message>
    <message>
      <source>page</source>
      <translation>Seite</translation>
    </message>
    <message>
      <source>passage {number} of {count}</source>
      <translation>Stelle {number} von {count}</translation>
    </message>
  </context>
  <context>
    <name>PageSheets</name>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Copy the text of this page</source>
      <translation>Text dieser Seite kopieren</translation>
    </message>
    <message>
      <source>Pages of the document</source>
      <translation>Seiten des Dokuments</translation>
    </message>
    <message>
      <source>This page cannot be read.</source>
      <translation>Diese Seite kann nicht gelesen werden.</translation>
    </message>
  </context>
  <context>
    <name>PageText</name>
    <message>
      <source>Text of the document</source>
      <translation>Text des Dokuments</translation>
    </message>
  </context>
  <context>
    <name>QuoteCard</name>
    <message>
      <source>Copy the quote</source>
      <translation>Zitat kopieren</translation>
    </message>
    <message>
      <source>Nearest: {file}, {place}</source>
      <translation>Am nächsten: {file}, {place}</translation>
    </message>
    <message>
      <source>Source {number}: {file}, {place}</source>
      <translation>Quelle {number}: {file}, {place}</translation>
    </message>
  </context>
  <context>
    <name>ReadingSection</name>
    <message>
      <source>About a second a page, after everything else. Without it they are left out, and counted.</source>
      <translation>Etwa eine Sekunde je Seite, nach allem anderen. Sonst werden sie ausgelassen und gezählt.</translation>
    </message>
    <message>
      <source>For files that are read from now on. “Look for changes” reads the others again.</source>
      <translation>Für Dateien, die ab jetzt gelesen werden. „Nach Änderungen suchen“ liest die anderen neu.</translation>
    </message>
    <message>
      <source>Found out for each file</source>
      <translation>Wird für jede Datei ermittelt</translation>
    </message>
    <message>
      <source>Language of scans</source>
      <translation>Sprache der Scans</translation>
    </message>
    <message>
      <source>Read scans and pictures</source>
      <translation>Scans und Bilder lesen</translation>
    </message>
  </context>
  <context>
    <name>RichText</name>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Copy the address</source>
      <translation>Adresse kopieren</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Alles auswählen</translation>
    </message>
    <message>
      <source>Source {number}</source>
      <translation>Quelle {number}</translation>
    </message>
  </context>
  <context>
    <name>SearchBar</name>
    <message>
      <source>Find in this document</source>
      <translation>In diesem Dokument suchen</translation>
    </message>
    <message>
      <source>Next place (F3)</source>
      <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
      <source>Previous place (Shift+F3)</source>
      <translation>Vorige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
      <source>Stop searching</source>
      <translation>Suche beenden</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>nicht gefunden</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
  </context>
  <context>
    <name>SearchField</name>
    <message>
      <source>Take the words out</source>
      <translation>Wörter entfernen</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Reset the settings</source>
      <translation>Einstellungen zurücksetzen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
  </context>
  <context>
    <name>Shelf</name>
    <message>
      <source>Another Footnote is adding files right now. This goes on when it is done.</source>
      <translation>Ein anderes Footnote fügt gerade Dateien hinzu. Danach geht es hier weiter.</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>Looking for files…</source>
      <translation>Dateien werden gesucht …</translation>
    </message>
    <message>
      <source>Paused. What was read can be asked about.</source>
      <translation>Pausiert. Was bisher gelesen wurde, kann befragt werden.</translation>
    </message>
    <message>
      <source>Removing…</source>
      <translation>Wird entfernt …</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message>
      <source>Add or drop a folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>CONVERSATIONS</source>
      <translation>GESPRÄCHE</translation>
    </message>
    <message>
      <source>LIBRARIES</source>
      <translation>BIBLIOTHEKEN</translation>
    </message>
    <message>
      <source>Name of the new library</source>
      <translation>Name der neuen Bibliothek</translation>
    </message>
    <message>
      <source>New library</source>
      <translation>Neue Bibliothek</translation>
    </message>
    <message>
      <source>New question</source>
      <translation>Neue Frage</translation>
    </message>
    <message>
      <source>No conversation holds these words.</source>
      <translation>Kein Gespräch enthält diese Wörter.</translation>
    </message>
    <message>
      <source>Older ones are found by searching.</source>
      <translation>Ältere findet die Suche.</translation>
    </message>
    <message>
      <source>Search conversations</source>
      <translation>Gespräche durchsuchen</translation>
    </message>
    <message>
      <source>Your questions will stand here.</source>
      <translation>Hier werden Ihre Fragen stehen.</translation>
    </message>
  </context>
  <context>
    <name>SidebarDesk</name>
    <message>
      <source>Choose a folder</source>
      <translation>Ordner wählen</translation>
    </message>
    <message>
      <source>Conversation</source>
      <translation>Gespräch</translation>
    </message>
    <message>
      <source>Export a conversation</source>
      <translation>Gespräch exportieren</translation>
    </message>
    <message>
      <source>How many days of leave do I have?</source>
      <translation>Wie viele Urlaubstage habe ich?</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Markdown (*.md)</source>
      <translation>Markdown (*.md)</translation>
    </message>
    <message>
      <source>Remove the library</source>
      <translation>Bibliothek entfernen</translation>
    </message>
    <message>
      <source>Remove the library “{name}”?</source>
      <translation>Die Bibliothek „{name}“ entfernen?</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>Beispiel</translation>
    </message>
    <message>
      <source>Web page (*.html)</source>
      <translation>Webseite (*.html)</translation>
    </message>
    <message>
      <source>What Footnote read of {count} is erased from this computer, and so are the answers that were made from them. The files themselves stay where they are.</source>
      <translation>Was Footnote gelesen hat ({count}), wird von diesem Computer gelöscht, ebenso die Antworten daraus. Die Dateien selbst bleiben, wo sie sind.</translation>
    </message>
    <message>
      <source>Written to {path}.</source>
      <translation>Geschrieben nach {path}.</translation>
    </message>
  </context>
  <context>
    <name>Strip</name>
    <message>
      <source>Leave it</source>
      <translation>Abbrechen</translation>
    </message>
  </context>
  <context>
    <name>Transcript</name>
    <message>
      <source>Conversation</source>
      <translation>Gespräch</translation>
    </message>
    <message>
      <source>Go to the end of the conversation</source>
      <translation>Zum Ende des Gesprächs</translation>
    </message>
  </context>
  <context>
    <name>Trouble</name>
    <message>
      <source>Footnote could not open its data folder.</source>
      <translation>Footnote konnte seinen Datenordner nicht öffnen.</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
    <message>
      <source>Use another folder…</source>
      <translation>Anderen Ordner verwenden …</translation>
    </message>
  </context>
  <context>
    <name>UndoBar</name>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
  </context>
  <context>
    <name>Welcome</name>
    <message>
      <source>Ask your own files.</source>
      <translation>Fragen Sie Ihre eigenen Dateien.</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation>Ordner wählen …</translation>
    </message>
    <message>
      <source>Drop a folder here. Every answer shows the words it comes from.</source>
      <translation>Ziehen Sie einen Ordner hierher. Jede Antwort zeigt ihre Belege.</translation>
    </message>
    <message>
      <source>Nothing leaves this computer: it has been made unable to.</source>
      <translation>Nichts verlässt diesen Computer: Das Programm hat keinen Zugang zum Netz.</translation>
    </message>
    <message>
      <source>PDF, Word, Excel, PowerPoint, OpenDocument, e-mail, e-books, scans, text</source>
      <translation>PDF, Word, Excel, PowerPoint, OpenDocument, E-Mail, E-Books, Scans, Text</translation>
    </message>
    <message>
      <source>Try it with the sample folder</source>
      <translation>Mit dem Beispielordner ausprobieren</translation>
    </message>
    <message>
      <source>What Footnote can and cannot do</source>
      <translation>Was Footnote kann und was nicht</translation>
    </message>
  </context>
  <context>
    <name>_Bubble</name>
    <message>
      <source>You asked: {text}</source>
      <translation>Sie fragten: {text}</translation>
    </message>
  </context>
  <context>
    <name>_Report</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
    <message>
      <source>Copy the report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
      <source>Something went wrong inside Footnote. What you made is safe, and the window goes on.</source>
      <translation>In Footnote ist etwas schiefgegangen. Ihre Arbeit ist sicher, und das Fenster läuft weiter.</translation>
    </message>
    <message>
      <source>The report below helps to mend it. It was sent to nobody. Names of your files can stand in it: read it before you pass it on.</source>
      <translation>Der Bericht unten hilft, es zu beheben. Er wurde niemandem geschickt. Darin können Namen Ihrer Dateien stehen: Lesen Sie ihn, bevor Sie ihn weitergeben.</translation>
    </message>
  </context>
  <context>
    <name>_Waiting</name>
    <message>
      <source>The document is being opened</source>
      <translation>Das Dokument wird geöffnet</translation>
    </message>
  </context>
  <context>
    <name>errors</name>
    <message>
      <source>A higher limit can be set.</source>
      <translation>Die Grenze kann höher gesetzt werden.</translation>
    </message>
    <message>
      <source>A new one was begun. Add your folders again to fill it.</source>
      <translation>Eine neue wurde angelegt. Fügen Sie Ihre Ordner noch einmal hinzu, um sie zu füllen.</translation>
    </message>
    <message>
      <source>Add a folder first: footnote index FOLDER.</source>
      <translation>Fügen Sie zuerst einen Ordner hinzu.</translation>
    </message>
    <message>
      <source>Add it again when the other program is done with it.</source>
      <translation>Fügen Sie sie noch einmal hinzu, wenn das andere Programm damit fertig ist.</translation>
    </message>
    <message>
      <source>Add it again, with reading of scans, to have them searched.</source>
      <translation>Fügen Sie sie mit dem Lesen von Scans noch einmal hinzu, damit sie durchsucht werden.</translation>
    </message>
    <message>
      <source>Add it by itself to have it read.</source>
      <translation>Fügen Sie sie einzeln hinzu, damit sie gelesen wird.</translation>
    </message>
    <message>
      <source>Add it first: footnote index {path}.</source>
      <translation>Fügen Sie sie zuerst hinzu.</translation>
    </message>
    <message>
      <source>Add your models again: footnote models add FILE</source>
      <translation>Fügen Sie Ihre Modelle noch einmal hinzu.</translation>
    </message>
    <message>
      <source>Allow reading it and add it again.</source>
      <translation>Erlauben Sie das Lesen und fügen Sie es noch einmal hinzu.</translation>
    </message>
    <message>
      <source>Another Footnote is adding files to {path} right now.</source>
      <translation>Ein anderes Footnote fügt gerade Dateien zu {path} hinzu.</translation>
    </message>
    <message>
      <source>Another program is writing to {path}.</source>
      <translation>Ein anderes Programm schreibt gerade in {path}.</translation>
    </message>
    <message>
      <source>Ask a shorter question, or choose a model that can read more at once.</source>
      <translation>Stellen Sie eine kürzere Frage oder wählen Sie ein Modell, das mehr im Blick haben kann.</translation>
    </message>
    <message>
      <source>Attachments that were too large to be read: {count}.</source>
      <translation>Anhänge, die zum Lesen zu groß waren: {count}.</translation>
    </message>
    <message>
      <source>Check its name, and whether it was moved or deleted.</source>
      <translation>Prüfen Sie den Namen, und ob es verschoben oder gelöscht wurde.</translation>
    </message>
    <message>
      <source>Check the disk it is on and add it again.</source>
      <translation>Prüfen Sie den Datenträger und fügen Sie sie noch einmal hinzu.</translation>
    </message>
    <message>
      <source>Choose a program for it in your file manager or in the settings of your system.</source>
      <translation>Wählen Sie dafür ein Programm in Ihrer Dateiverwaltung oder in den Systemeinstellungen.</translation>
    </message>
    <message>
      <source>Choose another data folder, or allow writing to it.</source>
      <translation>Wählen Sie einen anderen Datenordner oder erlauben Sie das Schreiben.</translation>
    </message>
    <message>
      <source>Choose another model.</source>
      <translation>Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>Choose another name or place.</source>
      <translation>Wählen Sie einen anderen Namen oder Ort.</translation>
    </message>
    <message>
      <source>Choose another name.</source>
      <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>Close it or end it, then start Footnote again.</source>
      <translation>Schließen oder beenden Sie es und starten Sie Footnote neu.</translation>
    </message>
    <message>
      <source>Close other programs or use a smaller model.</source>
      <translation>Schließen Sie andere Programme oder verwenden Sie ein kleineres Modell.</translation>
    </message>
    <message>
      <source>Connect its disk. If you emptied it, add it again, and what was read of it is removed.</source>
      <translation>Schließen Sie den Datenträger an. Haben Sie ihn geleert, fügen Sie ihn noch einmal hinzu; dann wird das Gelesene entfernt.</translation>
    </message>
    <message>
      <source>Copy the answer if you need it later.</source>
      <translation>Kopieren Sie die Antwort, wenn Sie sie später brauchen.</translation>
    </message>
    <message>
      <source>Files of this kind ({format}) are not read.</source>
      <translation>Dateien dieser Art ({format}) werden nicht gelesen.</translation>
    </message>
    <message>
      <source>Footnote is open on {path} already, and does not answer.</source>
      <translation>Footnote ist für {path} schon geöffnet und antwortet nicht.</translation>
    </message>
    <message>
      <source>Free some disk space and start again; if it happens again, install Footnote anew.</source>
      <translation>Schaffen Sie Platz auf dem Datenträger und starten Sie neu; geschieht es wieder, installieren Sie Footnote neu.</translation>
    </message>
    <message>
      <source>Free some space, or write to another place.</source>
      <translation>Schaffen Sie Platz oder schreiben Sie an einen anderen Ort.</translation>
    </message>
    <message>
      <source>Get the file again, or choose another model.</source>
      <translation>Besorgen Sie die Datei noch einmal oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>Give the path of a text file, or - for standard input.</source>
      <translation>Geben Sie den Pfad einer Textdatei an, oder - für die Standardeingabe.</translation>
    </message>
    <message>
      <source>Have it checked again: footnote models add {path}</source>
      <translation>Fügen Sie es noch einmal hinzu, damit es geprüft wird.</translation>
    </message>
    <message>
      <source>Install Footnote anew.</source>
      <translation>Installieren Sie Footnote neu.</translation>
    </message>
    <message>
      <source>Install the Tesseract language data {language}, or choose another language.</source>
      <translation>Installieren Sie die Tesseract-Sprachdaten {language} oder wählen Sie eine andere Sprache.</translation>
    </message>
    <message>
      <source>It changed while it was being read.</source>
      <translation>Sie änderte sich, während sie gelesen wurde.</translation>
    </message>
    <message>
      <source>It could not be read ({reason}).</source>
      <translation>Sie konnte nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
      <source>It is Footnote's own folder.</source>
      <translation>Es ist der eigene Ordner von Footnote.</translation>
    </message>
    <message>
      <source>It is a link that leads back to where it came from.</source>
      <translation>Es ist ein Verweis, der dorthin zurückführt, wo er herkam.</translation>
    </message>
    <message>
      <source>It is a picture of {width} by {height} pixels, more than is read.</source>
      <translation>Es ist ein Bild von {width} mal {height} Pixeln, mehr, als gelesen wird.</translation>
    </message>
    <message>
      <source>It is damaged or not what its name says ({reason}).</source>
      <translation>Sie ist beschädigt oder nicht das, was ihr Name sagt ({reason}).</translation>
    </message>
    <message>
      <source>It is empty now; what was read of it is kept.</source>
      <translation>Er ist jetzt leer; was daraus gelesen wurde, bleibt erhalten.</translation>
    </message>
    <message>
      <source>It is empty.</source>
      <translation>Sie ist leer.</translation>
    </message>
    <message>
      <source>It is hidden.</source>
      <translation>Sie ist versteckt.</translation>
    </message>
    <message>
      <source>It is kept online only.</source>
      <translation>Sie liegt nur online vor.</translation>
    </message>
    <message>
      <source>It is no longer there.</source>
      <translation>Sie ist nicht mehr da.</translation>
    </message>
    <message>
      <source>It is not a file but {what}.</source>
      <translation>Es ist keine Datei, sondern {what}.</translation>
    </message>
    <message>
      <source>It is not there now; what was read of it is kept.</source>
      <translation>Er ist gerade nicht da; was daraus gelesen wurde, bleibt erhalten.</translation>
    </message>
    <message>
      <source>It is protected by a password.</source>
      <translation>Sie ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
      <source>It is started again with the next request.</source>
      <translation>Mit der nächsten Anfrage wird er neu gestartet.</translation>
    </message>
    <message>
      <source>It is still being read.</source>
      <translation>Sie wird noch gelesen.</translation>
    </message>
    <message>
      <source>It is very large; the first {limit_mb} MB of text were read.</source>
      <translation>Sie ist sehr groß; die ersten {limit_mb} MB Text wurden gelesen.</translation>
    </message>
    <message>
      <source>Its first pages can be searched.</source>
      <translation>Ihre ersten Seiten können durchsucht werden.</translation>
    </message>
    <message>
      <source>Leave out --conversation to begin one.</source>
      <translation>Beginnen Sie ein neues.</translation>
    </message>
    <message>
      <source>Look at the page itself before you rely on its words.</source>
      <translation>Sehen Sie sich die Seite selbst an, bevor Sie sich auf ihre Worte verlassen.</translation>
    </message>
    <message>
      <source>Make it available on this computer and add it again.</source>
      <translation>Machen Sie sie auf diesem Computer verfügbar und fügen Sie sie noch einmal hinzu.</translation>
    </message>
    <message>
      <source>No program of this computer opened {name}.</source>
      <translation>Kein Programm dieses Computers hat {name} geöffnet.</translation>
    </message>
    <message>
      <source>No text was found in it.</source>
      <translation>Es wurde kein Text darin gefunden.</translation>
    </message>
    <message>
      <source>No words can be read in this picture.</source>
      <translation>In diesem Bild sind keine Wörter zu lesen.</translation>
    </message>
    <message>
      <source>Nothing could be read under {path}.</source>
      <translation>Unter {path} konnte nichts gelesen werden.</translation>
    </message>
    <message>
      <source>Nothing of it can be searched; a longer limit can be set.</source>
      <translation>Nichts davon kann durchsucht werden; die Zeitgrenze kann höher gesetzt werden.</translation>
    </message>
    <message>
      <source>Nothing was lost. Free some space and do it again.</source>
      <translation>Nichts ging verloren. Schaffen Sie Platz und wiederholen Sie es.</translation>
    </message>
    <message>
      <source>Only web pages and mail addresses are. Copy it and open it yourself, if you trust it.</source>
      <translation>Geöffnet werden nur Webseiten und Mailadressen. Kopieren Sie ihn und öffnen Sie ihn selbst, wenn Sie ihm trauen.</translation>
    </message>
    <message>
      <source>Open it in its own program and save it again.</source>
      <translation>Öffnen Sie sie im eigenen Programm und speichern Sie sie neu.</translation>
    </message>
    <message>
      <source>Open the file in its own program to see it.</source>
      <translation>Öffnen Sie die Datei im eigenen Programm, um sie zu sehen.</translation>
    </message>
    <message>
      <source>Pages that could not be read: {failed} of {pages}.</source>
      <translation>Seiten, die nicht gelesen werden konnten: {failed} von {pages}.</translation>
    </message>
    <message>
      <source>Put it back, or choose another model.</source>
      <translation>Legen Sie sie zurück oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>Put it back, or forget the model: footnote models remove {name}</source>
      <translation>Legen Sie sie zurück oder nehmen Sie das Modell von der Liste.</translation>
    </message>
    <message>
      <source>Reading it takes more memory than the {limit_mb} MB that are allowed.</source>
      <translation>Das Lesen braucht mehr Speicher als die erlaubten {limit_mb} MB.</translation>
    </message>
    <message>
      <source>Reading it took longer than {seconds} seconds.</source>
      <translation>Das Lesen dauerte länger als {seconds} Sekunden.</translation>
    </message>
    <message>
      <source>Save a copy without the password and add that.</source>
      <translation>Speichern Sie eine Kopie ohne Passwort und fügen Sie diese hinzu.</translation>
    </message>
    <message>
      <source>Save a smaller copy of it and add that.</source>
      <translation>Speichern Sie eine kleinere Kopie und fügen Sie diese hinzu.</translation>
    </message>
    <message>
      <source>Save them from your mail program and add them as files.</source>
      <translation>Speichern Sie sie aus Ihrem Mailprogramm und fügen Sie sie als Dateien hinzu.</translation>
    </message>
    <message>
      <source>Scanned pages that were read with doubt: {doubtful} of {pages}.</source>
      <translation>Gescannte Seiten, die nicht sicher gelesen wurden: {doubtful} von {pages}.</translation>
    </message>
    <message>
      <source>Scanned pages whose text was not read: {scans} of {pages}.</source>
      <translation>Gescannte Seiten, deren Text nicht gelesen wurde: {scans} von {pages}.</translation>
    </message>
    <message>
      <source>Scans in the language {language} cannot be read: its data is not there.</source>
      <translation>Scans in der Sprache {language} können nicht gelesen werden: Ihre Daten fehlen.</translation>
    </message>
    <message>
      <source>Show it in its folder and start it there, if you trust it.</source>
      <translation>Zeigen Sie es im Ordner und starten Sie es dort, wenn Sie ihm trauen.</translation>
    </message>
    <message>
      <source>Something went wrong.</source>
      <translation>Etwas ist schiefgegangen.</translation>
    </message>
    <message>
      <source>Split it to have all of it searched.</source>
      <translation>Teilen Sie sie, damit alles durchsucht wird.</translation>
    </message>
    <message>
      <source>Start Footnote again: it is put right at the start.</source>
      <translation>Starten Sie Footnote neu: Beim Start wird es in Ordnung gebracht.</translation>
    </message>
    <message>
      <source>Start Footnote on a desktop, or use it without a window: footnote --help.</source>
      <translation>Starten Sie Footnote auf einer grafischen Oberfläche oder benutzen Sie es ohne Fenster: footnote --help.</translation>
    </message>
    <message>
      <source>The batch file {path} cannot be read: {reason}.</source>
      <translation>Die Stapeldatei {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>The chat template inside {name} cannot be used: {reason}.</source>
      <translation>Die Gesprächsvorlage in {name} kann nicht verwendet werden: {reason}.</translation>
    </message>
    <message>
      <source>The data folder {path} cannot be used: {reason}.</source>
      <translation>Der Datenordner {path} kann nicht verwendet werden: {reason}.</translation>
    </message>
    <message>
      <source>The disk is full: {path}.</source>
      <translation>Der Datenträger ist voll: {path}.</translation>
    </message>
    <message>
      <source>The file of the model {name} is not there any more: {path}.</source>
      <translation>Die Datei des Modells {name} ist nicht mehr da: {path}.</translation>
    </message>
    <message>
      <source>The file of the model {name} was changed since it was added: {path}.</source>
      <translation>Die Datei des Modells {name} wurde seit dem Hinzufügen verändert: {path}.</translation>
    </message>
    <message>
      <source>The file was kept as {kept} and the default settings are used.</source>
      <translation>Die Datei wurde als {kept} aufbewahrt, und es gelten die Standardeinstellungen.</translation>
    </message>
    <message>
      <source>The file was not touched. Install the newer version to open it.</source>
      <translation>Die Datei wurde nicht angerührt. Installieren Sie die neuere Version, um sie zu öffnen.</translation>
    </message>
    <message>
      <source>The line is not a question: {reason}.</source>
      <translation>Die Zeile ist keine Frage: {reason}.</translation>
    </message>
    <message>
      <source>The list of added models in {path} could not be read ({reason}) and was kept as {kept}.</source>
      <translation>Die Liste der hinzugefügten Modelle in {path} konnte nicht gelesen werden ({reason}) und wurde als {kept} aufbewahrt.</translation>
    </message>
    <message>
      <source>The message is empty.</source>
      <translation>Die Nachricht ist leer.</translation>
    </message>
    <message>
      <source>The model file {path} is not there.</source>
      <translation>Die Modelldatei {path} ist nicht da.</translation>
    </message>
    <message>
      <source>The model {name} could not be prepared: {reason}.</source>
      <translation>Das Modell {name} konnte nicht vorbereitet werden: {reason}.</translation>
    </message>
    <message>
      <source>The model {name} stopped ({reason}).</source>
      <translation>Das Modell {name} wurde unerwartet beendet ({reason}).</translation>
    </message>
    <message>
      <source>The others can be searched.</source>
      <translation>Die anderen können durchsucht werden.</translation>
    </message>
    <message>
      <source>The question is empty.</source>
      <translation>Die Frage ist leer.</translation>
    </message>
    <message>
      <source>The reader stopped while reading it ({reason}).</source>
      <translation>Das Lesen brach dabei ab ({reason}).</translation>
    </message>
    <message>
      <source>The result could not be written: {reason}.</source>
      <translation>Das Ergebnis konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>The settings in {path} could not be read ({reason}).</source>
      <translation>Die Einstellungen in {path} konnten nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
      <source>The {name} process gave no answer for {seconds} seconds and was ended.</source>
      <translation>Der Prozess {name} antwortete {seconds} Sekunden lang nicht und wurde beendet.</translation>
    </message>
    <message>
      <source>The {name} process ran out of memory.</source>
      <translation>Dem Prozess {name} ging der Speicher aus.</translation>
    </message>
    <message>
      <source>The {name} process sent something unreadable and was ended.</source>
      <translation>Der Prozess {name} schickte etwas Unlesbares und wurde beendet.</translation>
    </message>
    <message>
      <source>The {name} process stopped unexpectedly ({reason}).</source>
      <translation>Der Prozess {name} endete unerwartet ({reason}).</translation>
    </message>
    <message>
      <source>There are no documents to search yet.</source>
      <translation>Es gibt noch keine Dokumente zum Durchsuchen.</translation>
    </message>
    <message>
      <source>There is a library called {name} already.</source>
      <translation>Eine Bibliothek namens {name} gibt es schon.</translation>
    </message>
    <message>
      <source>There is no conversation yet.</source>
      <translation>Es gibt noch kein Gespräch.</translation>
    </message>
    <message>
      <source>There is no conversation {id}.</source>
      <translation>Ein Gespräch {id} gibt es nicht.</translation>
    </message>
    <message>
      <source>There is no display to show the window on.</source>
      <translation>Es gibt keinen Bildschirm, auf dem das Fenster erscheinen könnte.</translation>
    </message>
    <message>
      <source>There is no file or folder {path}.</source>
      <translation>Es gibt keine Datei und keinen Ordner {path}.</translation>
    </message>
    <message>
      <source>There is no library called {name}.</source>
      <translation>Es gibt keine Bibliothek namens {name}.</translation>
    </message>
    <message>
      <source>There is no model called {name}.</source>
      <translation>Es gibt kein Modell namens {name}.</translation>
    </message>
    <message>
      <source>There is no permission to look into this folder.</source>
      <translation>Es fehlt die Berechtigung, diesen Ordner zu öffnen.</translation>
    </message>
    <message>
      <source>There is no permission to read it.</source>
      <translation>Es fehlt die Berechtigung, sie zu lesen.</translation>
    </message>
    <message>
      <source>This link was not opened: {link}</source>
      <translation>Dieser Link wurde nicht geöffnet: {link}</translation>
    </message>
    <message>
      <source>This page cannot be shown: {reason}.</source>
      <translation>Diese Seite kann nicht gezeigt werden: {reason}.</translation>
    </message>
    <message>
      <source>This question and its answer could not be kept. {reason}</source>
      <translation>Diese Frage und ihre Antwort konnten nicht aufbewahrt werden. {reason}</translation>
    </message>
    <message>
      <source>Type a question.</source>
      <translation>Geben Sie eine Frage ein.</translation>
    </message>
    <message>
      <source>Type something.</source>
      <translation>Geben Sie etwas ein.</translation>
    </message>
    <message>
      <source>Use another model instead: footnote models use ID</source>
      <translation>Verwenden Sie stattdessen ein anderes Modell.</translation>
    </message>
    <message>
      <source>Wait for it to finish and try again.</source>
      <translation>Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>Wait until it is done; asking and searching work meanwhile.</source>
      <translation>Warten Sie, bis es fertig ist; Fragen und Suchen gehen inzwischen.</translation>
    </message>
    <message>
      <source>What was added after that copy is missing.</source>
      <translation>Was nach dieser Kopie hinzukam, fehlt.</translation>
    </message>
    <message>
      <source>What was asked and what goes with it are too long for this model.</source>
      <translation>Die Frage und was dazugehört sind für dieses Modell zu lang.</translation>
    </message>
    <message>
      <source>What was read until then can be searched; a longer limit can be set.</source>
      <translation>Was bis dahin gelesen wurde, kann durchsucht werden; die Zeitgrenze kann höher gesetzt werden.</translation>
    </message>
    <message>
      <source>Write the question as text, or as JSON with "question" and "id".</source>
      <translation>Schreiben Sie die Frage als Text oder als JSON mit "question" und "id".</translation>
    </message>
    <message>
      <source>Your answer so far is kept. Ask again, or use a smaller model.</source>
      <translation>Die Antwort bis hierher bleibt erhalten. Fragen Sie noch einmal oder verwenden Sie ein kleineres Modell.</translation>
    </message>
    <message>
      <source>`footnote conversations list` shows the ones there are.</source>
      <translation>Die Liste an der Seite zeigt, welche es gibt.</translation>
    </message>
    <message>
      <source>`footnote index {path}` says why, file by file.</source>
      <translation>Die Liste der Dateien sagt für jede den Grund.</translation>
    </message>
    <message>
      <source>`footnote libraries list` shows the ones there are.</source>
      <translation>Die Liste an der Seite zeigt, welche es gibt.</translation>
    </message>
    <message>
      <source>`footnote models list` shows the ones there are, `footnote models add FILE` adds one.</source>
      <translation>Oben im Fenster stehen die vorhandenen; dort kann eines hinzugefügt werden.</translation>
    </message>
    <message>
      <source>a GGUF file</source>
      <translation>eine GGUF-Datei</translation>
    </message>
    <message>
      <source>a chat model</source>
      <translation>ein Modell zum Schreiben</translation>
    </message>
    <message>
      <source>a device or a socket</source>
      <translation>ein Gerät oder ein Socket</translation>
    </message>
    <message>
      <source>a folder</source>
      <translation>ein Ordner</translation>
    </message>
    <message>
      <source>a list in it is too long</source>
      <translation>eine Liste darin ist zu lang</translation>
    </message>
    <message>
      <source>a mail within it is broken</source>
      <translation>eine E-Mail darin ist beschädigt</translation>
    </message>
    <message>
      <source>a mail within it is encrypted</source>
      <translation>eine E-Mail darin ist verschlüsselt</translation>
    </message>
    <message>
      <source>a name in it is not text</source>
      <translation>ein Name darin ist kein Text</translation>
    </message>
    <message>
      <source>a name in it is too long</source>
      <translation>ein Name darin ist zu lang</translation>
    </message>
    <message>
      <source>a part of it is cut off</source>
      <translation>ein Teil davon ist abgeschnitten</translation>
    </message>
    <message>
      <source>a part of it is longer than what it stands in</source>
      <translation>ein Teil davon ist länger als das, worin er steht</translation>
    </message>
    <message>
      <source>a part of it is missing</source>
      <translation>ein Teil davon fehlt</translation>
    </message>
    <message>
      <source>a piece of its text lies outside the file</source>
      <translation>ein Stück Text liegt außerhalb der Datei</translation>
    </message>
    <message>
      <source>a text in it is too long</source>
      <translation>ein Text darin ist zu lang</translation>
    </message>
    <message>
      <source>a token is in it twice</source>
      <translation>ein Zeichen kommt darin doppelt vor</translation>
    </message>
    <message>
      <source>an embedding model</source>
      <translation>ein Modell für die Suche nach Bedeutung</translation>
    </message>
    <message>
      <source>computing with it gives no numbers</source>
      <translation>Rechnen damit ergibt keine Zahlen</translation>
    </message>
    <message>
      <source>it asks for too much memory</source>
      <translation>zu viel Speicher wird verlangt</translation>
    </message>
    <message>
      <source>it cannot be written</source>
      <translation>Schreiben ist nicht möglich</translation>
    </message>
    <message>
      <source>it changed while it was read</source>
      <translation>Änderung während des Lesens</translation>
    </message>
    <message>
      <source>it claims more parts than any model has</source>
      <translation>mehr Teile angegeben, als ein Modell haben kann</translation>
    </message>
    <message>
      <source>it closed its pipe</source>
      <translation>die Verbindung wurde geschlossen</translation>
    </message>
    <message>
      <source>it computes values that are not numbers</source>
      <translation>die berechneten Werte sind keine Zahlen</translation>
    </message>
    <message>
      <source>it does not begin like a DOC</source>
      <translation>der Anfang ist nicht der einer DOC-Datei</translation>
    </message>
    <message>
      <source>it does not begin like a mail folder</source>
      <translation>der Anfang ist nicht der eines E-Mail-Ordners</translation>
    </message>
    <message>
      <source>it does not begin like an RTF</source>
      <translation>der Anfang ist nicht der einer RTF-Datei</translation>
    </message>
    <message>
      <source>it does not say what kind of model it is</source>
      <translation>die Art des Modells ist nicht angegeben</translation>
    </message>
    <message>
      <source>it ended without an answer</source>
      <translation>es kam keine Antwort</translation>
    </message>
    <message>
      <source>it gave no answer and was ended</source>
      <translation>es kam keine Antwort mehr</translation>
    </message>
    <message>
      <source>it gives no vector for a text</source>
      <translation>ein Text ergibt keine Werte</translation>
    </message>
    <message>
      <source>it has a list of an unknown kind</source>
      <translation>eine Liste darin ist von unbekannter Art</translation>
    </message>
    <message>
      <source>it has a value of an unknown kind</source>
      <translation>ein Wert darin ist von unbekannter Art</translation>
    </message>
    <message>
      <source>it has no directory</source>
      <translation>das Verzeichnis fehlt</translation>
    </message>
    <message>
      <source>it has no sender, date or subject</source>
      <translation>Absender, Datum und Betreff fehlen</translation>
    </message>
    <message>
      <source>it has the wrong size</source>
      <translation>die Größe stimmt nicht</translation>
    </message>
    <message>
      <source>it holds no list of chapters</source>
      <translation>die Liste der Kapitel fehlt</translation>
    </message>
    <message>
      <source>it holds no text part</source>
      <translation>der Textteil fehlt</translation>
    </message>
    <message>
      <source>it is a zip without a document</source>
      <translation>eine ZIP-Datei ohne Dokument</translation>
    </message>
    <message>
      <source>it is an older container without a document</source>
      <translation>ein älteres Format ohne Dokument</translation>
    </message>
    <message>
      <source>it is cut off</source>
      <translation>abgeschnitten</translation>
    </message>
    <message>
      <source>it is cut short</source>
      <translation>zu kurz</translation>
    </message>
    <message>
      <source>it is damaged</source>
      <translation>beschädigt</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>zu tief verschachtelt</translation>
    </message>
    <message>
      <source>it is not a file</source>
      <translation>keine Datei</translation>
    </message>
    <message>
      <source>it is not a readable PDF</source>
      <translation>kein lesbares PDF</translation>
    </message>
    <message>
      <source>it is not a readable picture</source>
      <translation>kein lesbares Bild</translation>
    </message>
    <message>
      <source>it is not in the GGUF format</source>
      <translation>sie hat nicht das GGUF-Format</translation>
    </message>
    <message>
      <source>it lists no chapters</source>
      <translation>keine Kapitel verzeichnet</translation>
    </message>
    <message>
      <source>it ran out of memory</source>
      <translation>der Speicher reichte nicht</translation>
    </message>
    <message>
      <source>it sent something unreadable</source>
      <translation>etwas Unlesbares kam zurück</translation>
    </message>
    <message>
      <source>it tried something that is forbidden to it (SIGSYS)</source>
      <translation>etwas Verbotenes wurde versucht (SIGSYS)</translation>
    </message>
    <message>
      <source>it was killed by the system, often for lack of memory, or by another program</source>
      <translation>vom System beendet, oft aus Speichermangel, oder von einem anderen Programm</translation>
    </message>
    <message>
      <source>it writes nothing</source>
      <translation>es wird nichts geschrieben</translation>
    </message>
    <message>
      <source>its XML declares entities</source>
      <translation>das XML enthält Entitäten</translation>
    </message>
    <message>
      <source>its XML ends too early</source>
      <translation>das XML endet zu früh</translation>
    </message>
    <message>
      <source>its XML has a document type</source>
      <translation>das XML enthält einen Dokumenttyp</translation>
    </message>
    <message>
      <source>its XML is broken</source>
      <translation>das XML ist beschädigt</translation>
    </message>
    <message>
      <source>its alignment is impossible</source>
      <translation>die Ausrichtung der Daten ist unmöglich</translation>
    </message>
    <message>
      <source>its alignment is not a number</source>
      <translation>die Ausrichtung der Daten ist keine Zahl</translation>
    </message>
    <message>
      <source>its bytes are not those that were added</source>
      <translation>der Inhalt ist nicht mehr der hinzugefügte</translation>
    </message>
    <message>
      <source>its cells lie too far apart</source>
      <translation>die Zellen liegen zu weit auseinander</translation>
    </message>
    <message>
      <source>its chat template is too long</source>
      <translation>die Gesprächsvorlage ist zu lang</translation>
    </message>
    <message>
      <source>its container cannot be opened</source>
      <translation>das Archiv lässt sich nicht öffnen</translation>
    </message>
    <message>
      <source>its container has sectors of an unknown size</source>
      <translation>das Archiv hat Sektoren unbekannter Größe</translation>
    </message>
    <message>
      <source>its container is cut off</source>
      <translation>das Archiv ist abgeschnitten</translation>
    </message>
    <message>
      <source>its container is longer than the file</source>
      <translation>das Archiv ist länger als die Datei</translation>
    </message>
    <message>
      <source>its container leads in circles</source>
      <translation>das Archiv verweist im Kreis</translation>
    </message>
    <message>
      <source>its files do not belong together</source>
      <translation>die Dateien gehören nicht zusammen</translation>
    </message>
    <message>
      <source>its parts are nested too deeply</source>
      <translation>die Teile sind zu tief verschachtelt</translation>
    </message>
    <message>
      <source>its parts do not follow each other</source>
      <translation>die Teile folgen nicht aufeinander</translation>
    </message>
    <message>
      <source>its text is cut off</source>
      <translation>der Text ist abgeschnitten</translation>
    </message>
    <message>
      <source>its text is in no known form</source>
      <translation>der Text hat keine bekannte Form</translation>
    </message>
    <message>
      <source>its text is not Unicode</source>
      <translation>der Text ist kein Unicode</translation>
    </message>
    <message>
      <source>its token table does not fit its width</source>
      <translation>Wortliste und Breite passen nicht zusammen</translation>
    </message>
    <message>
      <source>its tokenizer cannot be loaded</source>
      <translation>die Wortliste lässt sich nicht laden</translation>
    </message>
    <message>
      <source>its version of the GGUF format is not known</source>
      <translation>diese Version des GGUF-Formats ist nicht bekannt</translation>
    </message>
    <message>
      <source>its vocabulary does not fit its token table</source>
      <translation>die Wortlisten passen nicht zusammen</translation>
    </message>
    <message>
      <source>its vocabulary is not in the expected order</source>
      <translation>die Wortliste hat nicht die erwartete Reihenfolge</translation>
    </message>
    <message>
      <source>its vocabulary is not whole</source>
      <translation>die Wortliste ist nicht vollständig</translation>
    </message>
    <message>
      <source>its vocabulary lacks the tokens of single bytes</source>
      <translation>der Wortliste fehlen die einzelnen Bytes</translation>
    </message>
    <message>
      <source>its workbook cannot be read</source>
      <translation>die Arbeitsmappe lässt sich nicht lesen</translation>
    </message>
    <message>
      <source>none of its chapters can be read</source>
      <translation>kein Kapitel ist lesbar</translation>
    </message>
    <message>
      <source>none of its pages can be read</source>
      <translation>keine Seite ist lesbar</translation>
    </message>
    <message>
      <source>some of its files were not made</source>
      <translation>einige Dateien wurden nicht erstellt</translation>
    </message>
    <message>
      <source>something of that name is there already</source>
      <translation>etwas mit diesem Namen gibt es schon</translation>
    </message>
    <message>
      <source>the engine stopped while loading it</source>
      <translation>das Laden brach ab</translation>
    </message>
    <message>
      <source>the shipped file has other bytes than expected</source>
      <translation>die mitgelieferte Datei hat nicht den erwarteten Inhalt</translation>
    </message>
    <message>
      <source>the shipped file is too large</source>
      <translation>die mitgelieferte Datei ist zu groß</translation>
    </message>
    <message>
      <source>the table of its text is broken</source>
      <translation>die Tabelle des Textes ist beschädigt</translation>
    </message>
    <message>
      <source>{name} comes with Footnote and cannot be removed.</source>
      <translation>{name} gehört zu Footnote und kann nicht entfernt werden.</translation>
    </message>
    <message>
      <source>{name} is a program, or a shortcut to one; Footnote opens documents alone.</source>
      <translation>{name} ist ein Programm oder eine Verknüpfung dazu; Footnote öffnet nur Dokumente.</translation>
    </message>
    <message>
      <source>{name} is not a usable model file: {reason}.</source>
      <translation>{name} ist keine brauchbare Modelldatei: {reason}.</translation>
    </message>
    <message>
      <source>{name} is {found}; {wanted} is needed here.</source>
      <translation>{name} ist {found}; hier wird {wanted} gebraucht.</translation>
    </message>
    <message>
      <source>{path} could not be written: {reason}.</source>
      <translation>{path} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>{path} has no page {page}; it has {pages}.</source>
      <translation>{path} hat keine Seite {page}, sondern nur {pages}.</translation>
    </message>
    <message>
      <source>{path} is damaged ({reason}).</source>
      <translation>{path} ist beschädigt ({reason}).</translation>
    </message>
    <message>
      <source>{path} is damaged and was kept as {kept}.</source>
      <translation>{path} ist beschädigt und wurde als {kept} aufbewahrt.</translation>
    </message>
    <message>
      <source>{path} is damaged and was kept as {kept}; the newest good copy was put in its place.</source>
      <translation>{path} ist beschädigt und wurde als {kept} aufbewahrt; die neueste gute Kopie trat an seine Stelle.</translation>
    </message>
    <message>
      <source>{path} is not in any library.</source>
      <translation>{path} ist in keiner Bibliothek.</translation>
    </message>
    <message>
      <source>{path} was not read. {reason}</source>
      <translation>{path} wurde nicht gelesen. {reason}</translation>
    </message>
    <message>
      <source>{path} was written by a newer version of Footnote (format {found}, this one knows {known}).</source>
      <translation>{path} wurde von einer neueren Version von Footnote geschrieben (Format {found}, diese kennt {known}).</translation>
    </message>
    <message>
      <source>{used} is used in place of the model you chose. {reason}</source>
      <translation>{used} wird anstelle des gewählten Modells verwendet. {reason}</translation>
    </message>
    <message>
      <source>{what}.</source>
      <translation>{what}.</translation>
    </message>
  </context>
  <context>
    <name>wording</name>
    <message>
      <source>1 could not be read.</source>
      <translation>1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
      <source>1 file</source>
      <translation>1 Datei</translation>
    </message>
    <message>
      <source>1 is still being read.</source>
      <translation>1 wird noch gelesen.</translation>
    </message>
    <message>
      <source>1 more passage did not fit this model.</source>
      <translation>1 weitere Stelle passte nicht in dieses Modell.</translation>
    </message>
    <message>
      <source>1 of its files is gone. “Look for changes” takes it out.</source>
      <translation>1 der Dateien ist nicht mehr da. „Nach Änderungen suchen“ nimmt sie heraus.</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>Arabic</source>
      <translation>Arabisch</translation>
    </message>
    <message>
      <source>Asking</source>
      <translation>Fragen</translation>
    </message>
    <message>
      <source>Begin a new line</source>
      <translation>Neue Zeile beginnen</translation>
    </message>
    <message>
      <source>Begin a new question</source>
      <translation>Neue Frage beginnen</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>Chinesisch</translation>
    </message>
    <message>
      <source>Chinese, simplified</source>
      <translation>Chinesisch, vereinfacht</translation>
    </message>
    <message>
      <source>Chinese, traditional</source>
      <translation>Chinesisch, traditionell</translation>
    </message>
    <message>
      <source>Choose a model</source>
      <translation>Modell wählen</translation>
    </message>
    <message>
      <source>Dutch</source>
      <translation>Niederländisch</translation>
    </message>
    <message>
      <source>Each sentence was compared with your documents. They say {said} of {count}.</source>
      <translation>Jeder Satz wurde mit Ihren Dokumenten verglichen. Durch sie belegt: {said} von {count}.</translation>
    </message>
    <message>
      <source>Empty. Drop a folder on the window to fill it.</source>
      <translation>Leer. Ziehen Sie einen Ordner auf das Fenster, um sie zu füllen.</translation>
    </message>
    <message>
      <source>English</source>
      <translation>Englisch</translation>
    </message>
    <message>
      <source>Files and conversations</source>
      <translation>Dateien und Gespräche</translation>
    </message>
    <message>
      <source>French</source>
      <translation>Französisch</translation>
    </message>
    <message>
      <source>German</source>
      <translation>Deutsch</translation>
    </message>
    <message>
      <source>Go to the question</source>
      <translation>Zur Frage gehen</translation>
    </message>
    <message>
      <source>Hindi</source>
      <translation>Hindi</translation>
    </message>
    <message>
      <source>Italian</source>
      <translation>Italienisch</translation>
    </message>
    <message>
      <source>Its file is not there any more: {path}</source>
      <translation>Seine Datei ist nicht mehr da: {path}</translation>
    </message>
    <message>
      <source>Its file was changed since it was added. Add it again to use it.</source>
      <translation>Seine Datei wurde seit dem Hinzufügen verändert. Fügen Sie sie noch einmal hinzu, um es zu verwenden.</translation>
    </message>
    <message>
      <source>Its folder is not there now. What was read of it can be asked about.</source>
      <translation>Der Ordner ist gerade nicht da. Was daraus gelesen wurde, kann befragt werden.</translation>
    </message>
    <message>
      <source>Japanese</source>
      <translation>Japanisch</translation>
    </message>
    <message>
      <source>Korean</source>
      <translation>Koreanisch</translation>
    </message>
    <message>
      <source>Larger: the text, or the page that has the focus</source>
      <translation>Größer: der Text, oder die Seite, die den Fokus hat</translation>
    </message>
    <message>
      <source>Next citation</source>
      <translation>Nächster Beleg</translation>
    </message>
    <message>
      <source>Next place found</source>
      <translation>Nächste gefundene Stelle</translation>
    </message>
    <message>
      <source>Polish</source>
      <translation>Polnisch</translation>
    </message>
    <message>
      <source>Portuguese</source>
      <translation>Portugiesisch</translation>
    </message>
    <message>
      <source>Previous citation</source>
      <translation>Voriger Beleg</translation>
    </message>
    <message>
      <source>Previous place found</source>
      <translation>Vorige gefundene Stelle</translation>
    </message>
    <message>
      <source>Reading scans: {done} of {files}</source>
      <translation>Scans werden gelesen: {done} von {files}</translation>
    </message>
    <message>
      <source>Reading scans…</source>
      <translation>Scans werden gelesen …</translation>
    </message>
    <message>
      <source>Reading what changed…</source>
      <translation>Geändertes wird gelesen …</translation>
    </message>
    <message>
      <source>Reading {done} of {files} · search by words is ready</source>
      <translation>{done} von {files} gelesen · Suche nach Wörtern ist bereit</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Remove the library or conversation that has the focus</source>
      <translation>Bibliothek oder Gespräch mit dem Fokus entfernen</translation>
    </message>
    <message>
      <source>Rename the library or conversation that has the focus</source>
      <translation>Bibliothek oder Gespräch mit dem Fokus umbenennen</translation>
    </message>
    <message>
      <source>Russian</source>
      <translation>Russisch</translation>
    </message>
    <message>
      <source>Scans or other parts of 1 of them were not read.</source>
      <translation>Von 1 davon wurden Scans oder andere Teile nicht gelesen.</translation>
    </message>
    <message>
      <source>Scans or other parts of {count} of them were not read.</source>
      <translation>Von {count} davon wurden Scans oder andere Teile nicht gelesen.</translation>
    </message>
    <message>
      <source>Search by meaning is not ready for all of them yet.</source>
      <translation>Die Suche nach Bedeutung ist noch nicht für alle bereit.</translation>
    </message>
    <message>
      <source>Search conversations</source>
      <translation>Gespräche durchsuchen</translation>
    </message>
    <message>
      <source>Search in the document</source>
      <translation>Im Dokument suchen</translation>
    </message>
    <message>
      <source>Searched 1 file.</source>
      <translation>1 Datei durchsucht.</translation>
    </message>
    <message>
      <source>Searched {files} of {known} files in {where}.</source>
      <translation>{files} von {known} Dateien in {where} durchsucht.</translation>
    </message>
    <message>
      <source>Searched {files} of {known} files.</source>
      <translation>{files} von {known} Dateien durchsucht.</translation>
    </message>
    <message>
      <source>Searched {where}.</source>
      <translation>{where} durchsucht.</translation>
    </message>
    <message>
      <source>Send the question</source>
      <translation>Frage senden</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Show or fold the list at the side</source>
      <translation>Liste an der Seite zeigen oder einklappen</translation>
    </message>
    <message>
      <source>Show these keys</source>
      <translation>Diese Tasten zeigen</translation>
    </message>
    <message>
      <source>Shown is its text from when it was read.</source>
      <translation>Gezeigt wird der Text vom Zeitpunkt des Lesens.</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>Kleiner</translation>
    </message>
    <message>
      <source>Something went wrong inside Footnote. What you made is safe. The report can be copied.</source>
      <translation>In Footnote ist etwas schiefgegangen. Ihre Arbeit ist sicher. Der Bericht kann kopiert werden.</translation>
    </message>
    <message>
      <source>Spanish</source>
      <translation>Spanisch</translation>
    </message>
    <message>
      <source>Stop the answer; close the page; go to the question</source>
      <translation>Antwort anhalten; Seite schließen; zur Frage gehen</translation>
    </message>
    <message>
      <source>Stopped. The answer so far is kept.</source>
      <translation>Angehalten. Die Antwort bis hierher bleibt erhalten.</translation>
    </message>
    <message>
      <source>The answer was cut at its longest allowed length.</source>
      <translation>Die Antwort wurde bei der größten erlaubten Länge abgeschnitten.</translation>
    </message>
    <message>
      <source>The answer was cut: the model's memory is full.</source>
      <translation>Die Antwort wurde abgeschnitten: Das Gedächtnis des Modells ist voll.</translation>
    </message>
    <message>
      <source>The first message no longer fits this model and was left out.</source>
      <translation>Die erste Nachricht passt nicht mehr in dieses Modell und wurde weggelassen.</translation>
    </message>
    <message>
      <source>The first {count} messages no longer fit this model and were left out.</source>
      <translation>Die ersten {count} Nachrichten passen nicht mehr in dieses Modell und wurden weggelassen.</translation>
    </message>
    <message>
      <source>The model did not come to an answer in the room it has for thinking. Ask a simpler question.</source>
      <translation>Das Modell kam in dem Raum, den es zum Nachdenken hat, zu keiner Antwort. Stellen Sie eine einfachere Frage.</translation>
    </message>
    <message>
      <source>The page beside the answer</source>
      <translation>Die Seite neben der Antwort</translation>
    </message>
    <message>
      <source>The quotes were found by searching your documents, word for word.</source>
      <translation>Die Zitate wurden in Ihren Dokumenten gefunden, Wort für Wort.</translation>
    </message>
    <message>
      <source>The quotes were there after {quotes}, the first words of the draft after {first}, all of it after {total}.</source>
      <translation>Die Zitate waren nach {quotes} da, die ersten Worte des Entwurfs nach {first}, alles nach {total}.</translation>
    </message>
    <message>
      <source>The quotes were there after {quotes}.</source>
      <translation>Die Zitate waren nach {quotes} da.</translation>
    </message>
    <message>
      <source>The usual size</source>
      <translation>Die übliche Größe</translation>
    </message>
    <message>
      <source>The window</source>
      <translation>Das Fenster</translation>
    </message>
    <message>
      <source>The words that were cited are no longer in it.</source>
      <translation>Die zitierten Worte stehen nicht mehr darin.</translation>
    </message>
    <message>
      <source>These words are no longer in your documents.</source>
      <translation>Diese Worte stehen nicht mehr in Ihren Dokumenten.</translation>
    </message>
    <message>
      <source>This file changed since it was read. Shown is its text from then.</source>
      <translation>Diese Datei hat sich seit dem Lesen geändert. Gezeigt wird der damalige Text.</translation>
    </message>
    <message>
      <source>This file is no longer there. Shown is its text from when it was read.</source>
      <translation>Diese Datei ist nicht mehr da. Gezeigt wird der Text vom Zeitpunkt des Lesens.</translation>
    </message>
    <message>
      <source>Turkish</source>
      <translation>Türkisch</translation>
    </message>
    <message>
      <source>a scan, read with doubt</source>
      <translation>ein Scan, nicht sicher gelesen</translation>
    </message>
    <message>
      <source>also in 1 other file</source>
      <translation>auch in 1 anderen Datei</translation>
    </message>
    <message>
      <source>also in {count} other files</source>
      <translation>auch in {count} anderen Dateien</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: in a moment</source>
      <translation>nach Wörtern: bereit · nach Bedeutung: gleich</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: not complete</source>
      <translation>nach Wörtern: bereit · nach Bedeutung: nicht vollständig</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: {percent} %</source>
      <translation>nach Wörtern: bereit · nach Bedeutung: {percent} %</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: {percent} % · {time} left</source>
      <translation>nach Wörtern: bereit · nach Bedeutung: {percent} % · noch {time}</translation>
    </message>
    <message>
      <source>chapter {number}</source>
      <translation>Kapitel {number}</translation>
    </message>
    <message>
      <source>comes with Footnote</source>
      <translation>gehört zu Footnote</translation>
    </message>
    <message>
      <source>drafts only</source>
      <translation>nur Entwürfe</translation>
    </message>
    <message>
      <source>gone</source>
      <translation>nicht mehr da</translation>
    </message>
    <message>
      <source>is made at the first start</source>
      <translation>wird beim ersten Start erstellt</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>ausgelassen</translation>
    </message>
    <message>
      <source>less than a minute</source>
      <translation>weniger als eine Minute</translation>
    </message>
    <message>
      <source>line {line}</source>
      <translation>Zeile {line}</translation>
    </message>
    <message>
      <source>message {number}</source>
      <translation>Nachricht {number}</translation>
    </message>
    <message>
      <source>no internet sockets (seccomp)</source>
      <translation>keine Internetverbindungen (seccomp)</translation>
    </message>
    <message>
      <source>no sockets but an unnamed pair (seccomp)</source>
      <translation>keine Verbindungen außer zu sich selbst (seccomp)</translation>
    </message>
    <message>
      <source>no sockets of any kind (seccomp)</source>
      <translation>keinerlei Verbindungen (seccomp)</translation>
    </message>
    <message>
      <source>none (sandbox)</source>
      <translation>keines (Sandbox)</translation>
    </message>
    <message>
      <source>none to other processes (sandbox)</source>
      <translation>keine an andere Prozesse (Sandbox)</translation>
    </message>
    <message>
      <source>none to other processes (seccomp)</source>
      <translation>keine an andere Prozesse (seccomp)</translation>
    </message>
    <message>
      <source>not limited</source>
      <translation>nicht eingeschränkt</translation>
    </message>
    <message>
      <source>not limited on this system</source>
      <translation>auf diesem System nicht eingeschränkt</translation>
    </message>
    <message>
      <source>not limited: macOS allows one sandbox, and the helper processes need theirs</source>
      <translation>nicht eingeschränkt: macOS erlaubt nur eine Sandbox, und die Hilfsprozesse brauchen ihre</translation>
    </message>
    <message>
      <source>not limited: this kernel has no seccomp filters</source>
      <translation>nicht eingeschränkt: Dieser Systemkern kennt keine seccomp-Filter</translation>
    </message>
    <message>
      <source>not read</source>
      <translation>nicht gelesen</translation>
    </message>
    <message>
      <source>page {number}</source>
      <translation>Seite {number}</translation>
    </message>
    <message>
      <source>partly read</source>
      <translation>teilweise gelesen</translation>
    </message>
    <message>
      <source>read</source>
      <translation>gelesen</translation>
    </message>
    <message>
      <source>reading is not limited: this kernel has no Landlock; files cannot grow (RLIMIT_FSIZE)</source>
      <translation>Lesen ist nicht eingeschränkt: Dieser Systemkern hat kein Landlock; Dateien können nicht wachsen (RLIMIT_FSIZE)</translation>
    </message>
    <message>
      <source>reads no personal folders but what it was handed, writes nothing (sandbox)</source>
      <translation>liest keine persönlichen Ordner, nur was ihm übergeben wird; schreibt nichts (Sandbox)</translation>
    </message>
    <message>
      <source>reads only the program and what it was handed, writes nothing (Landlock {number})</source>
      <translation>liest nur das Programm und was ihm übergeben wird; schreibt nichts (Landlock {number})</translation>
    </message>
    <message>
      <source>sheet {number}</source>
      <translation>Blatt {number}</translation>
    </message>
    <message>
      <source>slide {number}</source>
      <translation>Folie {number}</translation>
    </message>
    <message>
      <source>starts no process (job object)</source>
      <translation>startet keine Prozesse (Job-Objekt)</translation>
    </message>
    <message>
      <source>starts no program and no process (sandbox)</source>
      <translation>startet weder Programme noch Prozesse (Sandbox)</translation>
    </message>
    <message>
      <source>starts no program and no process (seccomp)</source>
      <translation>startet weder Programme noch Prozesse (seccomp)</translation>
    </message>
    <message>
      <source>takes about {size} of memory</source>
      <translation>braucht etwa {size} Speicher</translation>
    </message>
    <message>
      <source>thinks before it answers</source>
      <translation>denkt nach, bevor es antwortet</translation>
    </message>
    <message>
      <source>unchanged</source>
      <translation>unverändert</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>was not made for conversations</source>
      <translation>ist nicht für Gespräche gemacht</translation>
    </message>
    <message>
      <source>writes {languages}</source>
      <translation>schreibt {languages}</translation>
    </message>
    <message>
      <source>{before} {sentence}</source>
      <translation>{before} {sentence}</translation>
    </message>
    <message>
      <source>{count} are still being read.</source>
      <translation>{count} werden noch gelesen.</translation>
    </message>
    <message>
      <source>{count} billion weights</source>
      <translation>{count} Milliarden Gewichte</translation>
    </message>
    <message>
      <source>{count} could not be read.</source>
      <translation>{count} konnten nicht gelesen werden.</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} Dateien</translation>
    </message>
    <message>
      <source>{count} million weights</source>
      <translation>{count} Millionen Gewichte</translation>
    </message>
    <message>
      <source>{count} more passages did not fit this model.</source>
      <translation>{count} weitere Stellen passten nicht in dieses Modell.</translation>
    </message>
    <message>
      <source>{count} of its files are gone. “Look for changes” takes them out.</source>
      <translation>{count} der Dateien sind nicht mehr da. „Nach Änderungen suchen“ nimmt sie heraus.</translation>
    </message>
    <message>
      <source>{file}: page {page} of {pages}</source>
      <translation>{file}: Seite {page} von {pages}</translation>
    </message>
    <message>
      <source>{hours} h</source>
      <translation>{hours} Std.</translation>
    </message>
    <message>
      <source>{minutes} min</source>
      <translation>{minutes} Min.</translation>
    </message>
    <message>
      <source>{model} rewrote its last answer on this computer.</source>
      <translation>{model} hat seine letzte Antwort auf diesem Computer umgeschrieben.</translation>
    </message>
    <message>
      <source>{model} wrote the draft on this computer, from the quotes.</source>
      <translation>{model} hat den Entwurf auf diesem Computer aus den Zitaten geschrieben.</translation>
    </message>
    <message>
      <source>{model} wrote this on this computer, from what it learned, not your files.</source>
      <translation>{model} hat das auf diesem Computer geschrieben, aus dem, was es gelernt hat, nicht aus Ihren Dateien.</translation>
    </message>
    <message>
      <source>{number} MB (job object)</source>
      <translation>{number} MB (Job-Objekt)</translation>
    </message>
    <message>
      <source>{number} MB of address space (RLIMIT_AS)</source>
      <translation>{number} MB Adressraum (RLIMIT_AS)</translation>
    </message>
    <message>
      <source>{number} MB resident, watched by the program</source>
      <translation>{number} MB im Speicher, vom Programm überwacht</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>{size} GB</source>
      <translation>{size} GB</translation>
    </message>
    <message>
      <source>{size} KB</source>
      <translation>{size} KB</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
  </context>
</TS>
