<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>AboutSection</name>
    <message>
      <source>Free software under the Apache licence 2.0. It is made with what is listed here.</source>
      <translation>采用 Apache 许可证 2.0 的自由软件，由下列组件构成。</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>Nothing that is shipped has these words.</source>
      <translation>随附的组件中没有包含这些词的。</translation>
    </message>
    <message>
      <source>Search the licences</source>
      <translation>搜索许可证</translation>
    </message>
    <message>
      <source>What is shipped</source>
      <translation>随附的组件</translation>
    </message>
    <message>
      <source>{name}, version {version}</source>
      <translation>{name}，版本 {version}</translation>
    </message>
  </context>
  <context>
    <name>AnswerBody</name>
    <message>
      <source>Answer</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>Show more ({shown} of {count} characters are shown)</source>
      <translation>显示更多（已显示 {count} 个字符中的 {shown} 个）</translation>
    </message>
    <message>
      <source>{shown} of {count} characters are shown. Copying takes all of them.</source>
      <translation>已显示 {count} 个字符中的 {shown} 个。复制时包含全部字符。</translation>
    </message>
  </context>
  <context>
    <name>AnswerFoot</name>
    <message>
      <source>Ask again</source>
      <translation>重新提问</translation>
    </message>
    <message>
      <source>Ask the model without documents</source>
      <translation>不用文档，直接问模型</translation>
    </message>
    <message>
      <source>Copy the answer</source>
      <translation>复制回答</translation>
    </message>
    <message>
      <source>Copy with sources</source>
      <translation>连同出处复制</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>Edit the question</source>
      <translation>修改问题</translation>
    </message>
    <message>
      <source>How was this answered?</source>
      <translation>这个回答是怎么来的？</translation>
    </message>
    <message>
      <source>Search everywhere</source>
      <translation>在所有文档中搜索</translation>
    </message>
    <message>
      <source>Show the files that could not be read</source>
      <translation>显示无法读取的文件</translation>
    </message>
    <message>
      <source>{time} to quotes</source>
      <translation>{time}后出现引文</translation>
    </message>
  </context>
  <context>
    <name>Answering</name>
    <message>
      <source>Found in your documents</source>
      <translation>在您的文档中找到</translation>
    </message>
    <message>
      <source>Not in your documents.</source>
      <translation>您的文档中没有。</translation>
    </message>
    <message>
      <source>Nothing found yet.</source>
      <translation>暂未找到。</translation>
    </message>
  </context>
  <context>
    <name>AnswersSection</name>
    <message>
      <source>A model for drafts only writes two or three sentences at most.</source>
      <translation>仅用于草稿的模型最多写两三句话。</translation>
    </message>
    <message>
      <source>Creativity</source>
      <translation>创造性</translation>
    </message>
    <message>
      <source>For writing. With all of them the computer can become slow. From the next answer on.</source>
      <translation>用于写作。全部使用时电脑可能变慢。从下一个回答开始生效。</translation>
    </message>
    <message>
      <source>Free memory after</source>
      <translation>空闲多久后释放内存</translation>
    </message>
    <message>
      <source>Longest written answer</source>
      <translation>回答的最大长度</translation>
    </message>
    <message>
      <source>Models leave memory when no question comes for so long, and come back when you begin one.</source>
      <translation>这段时间内没有提问，模型就移出内存；开始输入问题时重新载入。</translation>
    </message>
    <message>
      <source>Of your files and the conversation, at once. More takes more memory. From the next answer on.</source>
      <translation>指一次能看到的文件内容和对话。越多占用内存越多。从下一个回答开始生效。</translation>
    </message>
    <message>
      <source>Processor cores</source>
      <translation>处理器核心</translation>
    </message>
    <message>
      <source>What it has in view</source>
      <translation>模型能看到的内容</translation>
    </message>
    <message>
      <source>Without any, the same question gets the same answer.</source>
      <translation>设为“无”时，同样的问题得到同样的回答。</translation>
    </message>
    <message>
      <source>a little</source>
      <translation>少许</translation>
    </message>
    <message>
      <source>about {count} words</source>
      <translation>约 {count} 个词</translation>
    </message>
    <message>
      <source>chosen for you</source>
      <translation>自动选择</translation>
    </message>
    <message>
      <source>lively</source>
      <translation>活泼</translation>
    </message>
    <message>
      <source>never</source>
      <translation>从不</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>unruly</source>
      <translation>奔放</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} 分钟</translation>
    </message>
    <message>
      <source>{count} of {cores}</source>
      <translation>{cores} 个中的 {count} 个</translation>
    </message>
  </context>
  <context>
    <name>Archive</name>
    <message>
      <source>Deleted “{title}”.</source>
      <translation>已删除“{title}”。</translation>
    </message>
  </context>
  <context>
    <name>Badge</name>
    <message>
      <source>Source {number}</source>
      <translation>出处 {number}</translation>
    </message>
  </context>
  <context>
    <name>CodeView</name>
    <message>
      <source>Code</source>
      <translation>代码</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>已复制</translation>
    </message>
    <message>
      <source>Copy the code</source>
      <translation>复制代码</translation>
    </message>
    <message>
      <source>Long lines are cut here. Copying takes all of them.</source>
      <translation>过长的行在此处被截短。复制时包含全部内容。</translation>
    </message>
    <message>
      <source>Show all {count} lines</source>
      <translation>显示全部 {count} 行</translation>
    </message>
  </context>
  <context>
    <name>Complaint</name>
    <message>
      <source>Close this notice</source>
      <translation>关闭此提示</translation>
    </message>
  </context>
  <context>
    <name>Composer</name>
    <message>
      <source>Ask something…</source>
      <translation>问点什么…</translation>
    </message>
    <message>
      <source>Ask your documents…</source>
      <translation>向您的文档提问…</translation>
    </message>
    <message>
      <source>Just chat</source>
      <translation>仅聊天</translation>
    </message>
    <message>
      <source>Keep it as a document…</source>
      <translation>保存为文档…</translation>
    </message>
    <message>
      <source>My documents</source>
      <translation>我的文档</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>发送</translation>
    </message>
    <message>
      <source>Send (Enter)</source>
      <translation>发送 (Enter)</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop (Esc)</source>
      <translation>停止 (Esc)</translation>
    </message>
    <message>
      <source>This file</source>
      <translation>此文件</translation>
    </message>
    <message>
      <source>This text is long: {count} characters. You can keep it as a document and ask about it.</source>
      <translation>这段文字很长，有 {count} 个字符。可以把它保存为文档，再对它提问。</translation>
    </message>
    <message>
      <source>You are editing your last question. Its new answer takes the place of the old one.</source>
      <translation>您正在修改上一个问题。新的回答会取代旧的回答。</translation>
    </message>
    <message>
      <source>Your question</source>
      <translation>您的问题</translation>
    </message>
  </context>
  <context>
    <name>ConversationRow</name>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>重命名</translation>
    </message>
    <message>
      <source>What can be done with “{title}”</source>
      <translation>对“{title}”可以做的操作</translation>
    </message>
  </context>
  <context>
    <name>Conversing</name>
    <message>
      <source>Keep the text as a document</source>
      <translation>将文字保存为文档</translation>
    </message>
    <message>
      <source>Pasted text {when}.txt</source>
      <translation>粘贴的文字 {when}.txt</translation>
    </message>
    <message>
      <source>Text (*.txt)</source>
      <translation>文本 (*.txt)</translation>
    </message>
  </context>
  <context>
    <name>DataSection</name>
    <message>
      <source>1 is kept, until you delete it.</source>
      <translation>保留着 1 个，直到您删除它。</translation>
    </message>
    <message>
      <source>Conversations</source>
      <translation>对话</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>数据文件夹</translation>
    </message>
    <message>
      <source>Delete 1 conversation? It cannot be brought back.</source>
      <translation>删除 1 个对话？删除后无法恢复。</translation>
    </message>
    <message>
      <source>Delete all of them…</source>
      <translation>全部删除…</translation>
    </message>
    <message>
      <source>Delete them for good</source>
      <translation>永久删除</translation>
    </message>
    <message>
      <source>Delete {count} conversations? They cannot be brought back.</source>
      <translation>删除 {count} 个对话？删除后无法恢复。</translation>
    </message>
    <message>
      <source>From the next start on: {path}. Nothing is moved; what is in this one stays there.</source>
      <translation>从下次启动开始使用：{path}。不会移动任何内容；此文件夹中的内容保持原样。</translation>
    </message>
    <message>
      <source>Keep them</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>None are kept.</source>
      <translation>没有保留任何对话。</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>在文件夹中显示</translation>
    </message>
    <message>
      <source>Start again now</source>
      <translation>立即重新启动</translation>
    </message>
    <message>
      <source>The texts of the files you added, for searching; your questions with their answers; your settings. Your files themselves stay where they are and are never changed.</source>
      <translation>您添加的文件的文字（用于搜索）、您的问题和回答，以及您的设置。文件本身留在原处，从不改动。</translation>
    </message>
    <message>
      <source>Use another one…</source>
      <translation>使用其他文件夹…</translation>
    </message>
    <message>
      <source>What is kept in it</source>
      <translation>其中保存的内容</translation>
    </message>
    <message>
      <source>{count} are kept, until you delete them.</source>
      <translation>保留着 {count} 个，直到您删除它们。</translation>
    </message>
  </context>
  <context>
    <name>Empty</name>
    <message>
      <source>Ask your own files.</source>
      <translation>向您自己的文件提问。</translation>
    </message>
    <message>
      <source>Every answer shows the words it comes from.</source>
      <translation>每个回答都会显示它所依据的原文。</translation>
    </message>
  </context>
  <context>
    <name>ExchangeRow</name>
    <message>
      <source>Add a folder</source>
      <translation>添加文件夹</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>重新提问</translation>
    </message>
    <message>
      <source>Choose a model</source>
      <translation>选择模型</translation>
    </message>
    <message>
      <source>Choose another model</source>
      <translation>选择其他模型</translation>
    </message>
    <message>
      <source>Draft by {model}, checked sentence by sentence</source>
      <translation>{model} 的草稿，已逐句核对</translation>
    </message>
    <message>
      <source>Found in your documents</source>
      <translation>在您的文档中找到</translation>
    </message>
    <message>
      <source>From the model, about its last answer</source>
      <translation>来自模型，针对它的上一个回答</translation>
    </message>
    <message>
      <source>From the model, not from your files</source>
      <translation>来自模型，而非您的文件</translation>
    </message>
    <message>
      <source>Looking through your documents…</source>
      <translation>正在查找您的文档…</translation>
    </message>
    <message>
      <source>Nearest passages</source>
      <translation>最接近的段落</translation>
    </message>
    <message>
      <source>Not in your documents.</source>
      <translation>您的文档中没有。</translation>
    </message>
    <message>
      <source>Nothing found yet.</source>
      <translation>暂未找到。</translation>
    </message>
    <message>
      <source>Perhaps in your documents.</source>
      <translation>可能在您的文档中。</translation>
    </message>
    <message>
      <source>This answer went with the library its words came from.</source>
      <translation>此回答已随其文字所属的资料库一起移除。</translation>
    </message>
    <message>
      <source>Understood as: {question}</source>
      <translation>理解为：{question}</translation>
    </message>
    <message>
      <source>not in your documents</source>
      <translation>不在您的文档中</translation>
    </message>
    <message>
      <source>{model} does not write this language well.</source>
      <translation>{model} 不擅长用这种语言写作。</translation>
    </message>
    <message>
      <source>{model} is thinking…</source>
      <translation>{model} 正在思考…</translation>
    </message>
  </context>
  <context>
    <name>FilesDialog</name>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Ask only this file</source>
      <translation>只问此文件</translation>
    </message>
    <message>
      <source>Choose a file to see what became of it.</source>
      <translation>选择一个文件，查看它的处理结果。</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Files of {name}</source>
      <translation>{name} 的文件</translation>
    </message>
    <message>
      <source>Find a file by its name or folder</source>
      <translation>按名称或文件夹查找文件</translation>
    </message>
    <message>
      <source>Gone</source>
      <translation>已不存在</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>已略过</translation>
    </message>
    <message>
      <source>No file in this library yet. Drop a folder on the window to add it.</source>
      <translation>此资料库中还没有文件。将文件夹拖到窗口上即可添加。</translation>
    </message>
    <message>
      <source>No file matches.</source>
      <translation>没有符合的文件。</translation>
    </message>
    <message>
      <source>Not read</source>
      <translation>未读取</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Partly read</source>
      <translation>部分读取</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>已读取</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>重新读取</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>在文件夹中显示</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>等待中</translation>
    </message>
    <message>
      <source>{count} files are marked.</source>
      <translation>已选中 {count} 个文件。</translation>
    </message>
    <message>
      <source>{count} pages</source>
      <translation>{count} 页</translation>
    </message>
  </context>
  <context>
    <name>FilesModel</name>
    <message>
      <source>Folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
  </context>
  <context>
    <name>Header</name>
    <message>
      <source>Choose a model</source>
      <translation>选择模型</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>离线</translation>
    </message>
    <message>
      <source>Offline: nothing can leave</source>
      <translation>离线：数据无法外传</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Show or hide the list of libraries and conversations</source>
      <translation>显示或隐藏资料库和对话列表</translation>
    </message>
    <message>
      <source>What “offline” means here</source>
      <translation>这里的“离线”是什么意思</translation>
    </message>
  </context>
  <context>
    <name>HeaderDesk</name>
    <message>
      <source>About</source>
      <translation>关于</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>Choose a folder for what Footnote keeps</source>
      <translation>选择 Footnote 保存数据的文件夹</translation>
    </message>
    <message>
      <source>Choose a model file</source>
      <translation>选择模型文件</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>文档</translation>
    </message>
    <message>
      <source>Look and language</source>
      <translation>外观和语言</translation>
    </message>
    <message>
      <source>Models (*.gguf);;All files (*)</source>
      <translation>模型 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
      <source>What is kept</source>
      <translation>保存的内容</translation>
    </message>
    <message>
      <source>What leaves this computer</source>
      <translation>哪些数据会离开这台电脑</translation>
    </message>
    <message>
      <source>drafts only</source>
      <translation>仅草稿</translation>
    </message>
    <message>
      <source>not ready</source>
      <translation>未就绪</translation>
    </message>
  </context>
  <context>
    <name>LibraryRow</name>
    <message>
      <source>1 could not be read</source>
      <translation>1 个无法读取</translation>
    </message>
    <message>
      <source>Add a folder to it…</source>
      <translation>添加文件夹…</translation>
    </message>
    <message>
      <source>Go on reading</source>
      <translation>继续读取</translation>
    </message>
    <message>
      <source>Go on reading {name}</source>
      <translation>继续读取 {name}</translation>
    </message>
    <message>
      <source>Its turn comes.</source>
      <translation>正在排队。</translation>
    </message>
    <message>
      <source>Look for changes</source>
      <translation>检查更改</translation>
    </message>
    <message>
      <source>Pause reading</source>
      <translation>暂停读取</translation>
    </message>
    <message>
      <source>Pause reading {name}</source>
      <translation>暂停读取 {name}</translation>
    </message>
    <message>
      <source>Reading {name}</source>
      <translation>正在读取 {name}</translation>
    </message>
    <message>
      <source>Remove it…</source>
      <translation>移除…</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>重命名</translation>
    </message>
    <message>
      <source>Show its files…</source>
      <translation>显示文件…</translation>
    </message>
    <message>
      <source>What can be done with {name}</source>
      <translation>对 {name} 可以做的操作</translation>
    </message>
    <message>
      <source>{count} could not be read</source>
      <translation>{count} 个无法读取</translation>
    </message>
    <message>
      <source>{read} of {files}</source>
      <translation>{read} / {files}</translation>
    </message>
  </context>
  <context>
    <name>Limits</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Every sentence of it is compared with your files. One that no file says is marked “not in your documents”. The model that comes along is small and often wrong: rely on the quotes. You can add a larger model in the header.</source>
      <translation>草稿的每句话都会与您的文件比对。没有任何文件提到的句子会标上“不在您的文档中”。随附的模型很小，经常出错：请以引文为准。您可以在窗口顶部添加更大的模型。</translation>
    </message>
    <message>
      <source>Finding is what it does best</source>
      <translation>它最擅长查找</translation>
    </message>
    <message>
      <source>Handwriting, drawings, diagrams, sound and film. Files that are protected by a password, and files that a cloud drive keeps online only. Hidden files, unless you add them by themselves.</source>
      <translation>手写文字、图画、图表、声音和影片。受密码保护的文件，以及云盘仅在线保存的文件。隐藏文件，除非您单独添加。</translation>
    </message>
    <message>
      <source>It does not add up</source>
      <translation>它不会计算</translation>
    </message>
    <message>
      <source>It finds the sentences in your files that answer a question and shows where they stand. These are the words of your files, letter by letter.</source>
      <translation>它在您的文件中找出能回答问题的句子，并指出它们在哪里。这些就是文件中的原文，一字不差。</translation>
    </message>
    <message>
      <source>It finds what is written. “How many contracts end in June?” has no sentence that answers it, and then the answer is a guess. Ask for the sentence instead: “Which contracts end in June?”</source>
      <translation>它查找写下来的内容。“有多少合同在六月到期？”没有哪句话能直接回答，这时的回答只是猜测。请改问具体的句子：“哪些合同在六月到期？”</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>PDF, Word, Excel, PowerPoint, OpenDocument, web pages, Markdown, plain text, e-books, e-mail with its attachments, tables, subtitles and source code. Scans and pictures of text are read too, more slowly and with mistakes.</source>
      <translation>PDF、Word、Excel、PowerPoint、OpenDocument、网页、Markdown、纯文本、电子书、电子邮件及附件、表格、字幕和源代码。扫描件和文字图片也能读取，但较慢，且会有错误。</translation>
    </message>
    <message>
      <source>Questions and files can be in different languages; finding works in about a hundred. The model that comes along writes English only. Scans are read in English, German and Japanese, and in the languages whose Tesseract data is on this computer.</source>
      <translation>问题和文件可以使用不同的语言，查找支持约一百种。随附的模型只会用英语写作。扫描件支持英语、德语和日语，以及这台电脑上装有 Tesseract 数据的语言。</translation>
    </message>
    <message>
      <source>The draft under them is written by a small model</source>
      <translation>引文下面的草稿由小模型撰写</translation>
    </message>
    <message>
      <source>They are read and never changed, moved or copied to another place. What was read of them is kept in a folder of its own on this computer, and goes when you remove the library.</source>
      <translation>文件只被读取，从不改动、移动或复制到别处。读取的内容保存在这台电脑上一个单独的文件夹中，移除资料库时随之删除。</translation>
    </message>
    <message>
      <source>What Footnote can and cannot do</source>
      <translation>Footnote 能做什么、不能做什么</translation>
    </message>
    <message>
      <source>What is not read</source>
      <translation>不能读取的内容</translation>
    </message>
    <message>
      <source>What is read</source>
      <translation>能读取的内容</translation>
    </message>
    <message>
      <source>When nothing fits, it says so</source>
      <translation>找不到时会直说</translation>
    </message>
    <message>
      <source>Your files stay yours</source>
      <translation>您的文件始终属于您</translation>
    </message>
    <message>
      <source>“Not in your documents” means that nothing in the files that were read comes near. It can still be there in other words, or in a file that could not be read. Those are counted beside the sentence, and every library lists its files with the reason.</source>
      <translation>“您的文档中没有”表示已读取的文件中没有接近的内容。它仍可能以别的说法存在，或在某个无法读取的文件里。这些文件的数量会写在旁边，每个资料库都会列出文件及原因。</translation>
    </message>
  </context>
  <context>
    <name>LinkQuestion</name>
    <message>
      <source>Copy the address</source>
      <translation>复制地址</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>不打开</translation>
    </message>
    <message>
      <source>Open it</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>The model wrote this link, and it may be wrong. Opening it leaves Footnote.</source>
      <translation>此链接由模型写出，可能有误。打开它会离开 Footnote。</translation>
    </message>
    <message>
      <source>This link leads to {host}.</source>
      <translation>此链接指向 {host}。</translation>
    </message>
  </context>
  <context>
    <name>LookSection</name>
    <message>
      <source>As the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>颜色</translation>
    </message>
    <message>
      <source>Ctrl + and Ctrl - change it too.</source>
      <translation>也可用 Ctrl + 和 Ctrl - 调整。</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>From the next start on.</source>
      <translation>从下次启动开始生效。</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Size of text</source>
      <translation>文字大小</translation>
    </message>
    <message>
      <source>Start again now</source>
      <translation>立即重新启动</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent}%</translation>
    </message>
  </context>
  <context>
    <name>ModelChoice</name>
    <message>
      <source>checking, {percent} %</source>
      <translation>正在检查，{percent}%</translation>
    </message>
    <message>
      <source>forgetting…</source>
      <translation>正在移除…</translation>
    </message>
    <message>
      <source>getting ready, {percent} %</source>
      <translation>正在准备，{percent}%</translation>
    </message>
    <message>
      <source>getting to know your documents, {percent} %</source>
      <translation>正在了解您的文档，{percent}%</translation>
    </message>
    <message>
      <source>getting to know your documents…</source>
      <translation>正在了解您的文档…</translation>
    </message>
    <message>
      <source>loading…</source>
      <translation>正在加载…</translation>
    </message>
    <message>
      <source>trying it out…</source>
      <translation>正在试用…</translation>
    </message>
  </context>
  <context>
    <name>ModelRow</name>
    <message>
      <source>Take it off the list</source>
      <translation>从列表中移除</translation>
    </message>
    <message>
      <source>What can be done with {name}</source>
      <translation>对 {name} 可以做的操作</translation>
    </message>
    <message>
      <source>What it is</source>
      <translation>模型信息</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>使用中</translation>
    </message>
  </context>
  <context>
    <name>ModelsPanel</name>
    <message>
      <source>A GGUF file. It can also be dropped on the window; it stays where it is.</source>
      <translation>GGUF 文件。也可以把它拖到窗口上；文件留在原处。</translation>
    </message>
    <message>
      <source>Add a model file…</source>
      <translation>添加模型文件…</translation>
    </message>
    <message>
      <source>Drafts only: too small to find the answer in whole pages. It is given the quotes alone, and what no file says is marked.</source>
      <translation>仅草稿：模型太小，无法从整页文字中找出答案。它只得到引文，文件中没有的内容会被标出。</translation>
    </message>
    <message>
      <source>It only writes. What your files say is found, and every sentence checked, without it.</source>
      <translation>它只负责写作。查找文件内容和逐句核对都不依赖它。</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Search by meaning</source>
      <translation>按含义搜索</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>The model that writes</source>
      <translation>负责写作的模型</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
  </context>
  <context>
    <name>NameField</name>
    <message>
      <source>New name</source>
      <translation>新名称</translation>
    </message>
  </context>
  <context>
    <name>OfflineSection</name>
    <message>
      <source>A link in an answer is opened by your browser, and only after you were shown where it leads and said yes. Nothing else leaves this computer.</source>
      <translation>回答中的链接由您的浏览器打开，而且只在您看到它指向哪里并同意之后。除此之外，没有任何数据离开这台电脑。</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>内存</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>网络</translation>
    </message>
    <message>
      <source>Offline. Footnote has no network access at all.</source>
      <translation>离线。Footnote 完全没有网络访问权限。</translation>
    </message>
    <message>
      <source>Other programs</source>
      <translation>其他程序</translation>
    </message>
    <message>
      <source>Signals</source>
      <translation>信号</translation>
    </message>
    <message>
      <source>The model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>The part that reads your files</source>
      <translation>读取文件的部分</translation>
    </message>
    <message>
      <source>The part that searches by meaning</source>
      <translation>按含义搜索的部分</translation>
    </message>
    <message>
      <source>The window</source>
      <translation>窗口</translation>
    </message>
    <message>
      <source>There is no switch for it, because there is nothing to switch on: no telemetry, no search for updates, no download. The models came with the program.</source>
      <translation>没有为此设置开关，因为没有什么可以打开：没有遥测，不检查更新，不下载。模型随程序一起提供。</translation>
    </message>
    <message>
      <source>Threads before it was locked</source>
      <translation>锁定前的线程</translation>
    </message>
    <message>
      <source>What each part has given up</source>
      <translation>各部分放弃的权限</translation>
    </message>
    <message>
      <source>not started yet</source>
      <translation>尚未启动</translation>
    </message>
    <message>
      <source>{part}: {level}</source>
      <translation>{part}：{level}</translation>
    </message>
  </context>
  <context>
    <name>PagePane</name>
    <message>
      <source>Close the page (Esc)</source>
      <translation>关闭页面 (Esc)</translation>
    </message>
    <message>
      <source>Find in this document (Ctrl+F)</source>
      <translation>在此文档中查找 (Ctrl+F)</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>放大</translation>
    </message>
    <message>
      <source>Look for changes</source>
      <translation>检查更改</translation>
    </message>
    <message>
      <source>Next citation (Alt+Right)</source>
      <translation>下一处引用 (Alt+右)</translation>
    </message>
    <message>
      <source>Number of the page</source>
      <translation>页码</translation>
    </message>
    <message>
      <source>Open in its own program</source>
      <translation>用默认程序打开</translation>
    </message>
    <message>
      <source>Previous citation (Alt+Left)</source>
      <translation>上一处引用 (Alt+左)</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>在文件夹中显示</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>缩小</translation>
    </message>
    <message>
      <source>citation {number} of {count}</source>
      <translation>引用 {number} / {count}</translation>
    </message>
    <message>
      <source>of {count}</source>
      <translation>/ {count}</translation>
    </message>
    <message>
      <source>page</source>
      <translation>页</translation>
    </message>
    <message>
      <source>passage {number} of {count}</source>
      <translation>段落 {number} / {count}</translation>
    </message>
  </context>
  <context>
    <name>PageSheets</name>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy the text of this page</source>
      <translation>复制此页文字</translation>
    </message>
    <message>
      <source>Pages of the document</source>
      <translation>文档的页面</translation>
    </message>
    <message>
      <source>This page cannot be read.</source>
      <translation>此页无法读取。</translation>
    </message>
  </context>
  <context>
    <name>PageText</name>
    <message>
      <source>Text of the document</source>
      <translation>文档的文字</translation>
    </message>
  </context>
  <context>
    <name>QuoteCard</name>
    <message>
      <source>Copy the quote</source>
      <translation>复制引文</translation>
    </message>
    <message>
      <source>Nearest: {file}, {place}</source>
      <translation>最接近：{file}，{place}</translation>
    </message>
    <message>
      <source>Source {number}: {file}, {place}</source>
      <translation>出处 {number}：{file}，{place}</translation>
    </message>
  </context>
  <context>
    <name>ReadingSection</name>
    <message>
      <source>About a second a page, after everything else. Without it they are left out, and counted.</source>
      <translation>每页约一秒，在其他文件之后进行。关闭时略过这些页面并计数。</translation>
    </message>
    <message>
      <source>For files that are read from now on. “Look for changes” reads the others again.</source>
      <translation>对此后读取的文件生效。“检查更改”会重新读取其他文件。</translation>
    </message>
    <message>
      <source>Found out for each file</source>
      <translation>逐个文件判断</translation>
    </message>
    <message>
      <source>Language of scans</source>
      <translation>扫描件的语言</translation>
    </message>
    <message>
      <source>Read scans and pictures</source>
      <translation>读取扫描件和图片</translation>
    </message>
  </context>
  <context>
    <name>RichText</name>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy the address</source>
      <translation>复制地址</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>全选</translation>
    </message>
    <message>
      <source>Source {number}</source>
      <translation>出处 {number}</translation>
    </message>
  </context>
  <context>
    <name>SearchBar</name>
    <message>
      <source>Find in this document</source>
      <translation>在此文档中查找</translation>
    </message>
    <message>
      <source>Next place (F3)</source>
      <translation>下一处 (F3)</translation>
    </message>
    <message>
      <source>Previous place (Shift+F3)</source>
      <translation>上一处 (Shift+F3)</translation>
    </message>
    <message>
      <source>Stop searching</source>
      <translation>停止查找</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>未找到</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} / {count}</translation>
    </message>
  </context>
  <context>
    <name>SearchField</name>
    <message>
      <source>Take the words out</source>
      <translation>清除文字</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Reset the settings</source>
      <translation>恢复默认设置</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
  </context>
  <context>
    <name>Shelf</name>
    <message>
      <source>Another Footnote is adding files right now. This goes on when it is done.</source>
      <translation>另一个 Footnote 正在添加文件。完成后这里会继续。</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>文档</translation>
    </message>
    <message>
      <source>Looking for files…</source>
      <translation>正在查找文件…</translation>
    </message>
    <message>
      <source>Paused. What was read can be asked about.</source>
      <translation>已暂停。已读取的内容可以提问。</translation>
    </message>
    <message>
      <source>Removing…</source>
      <translation>正在移除…</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>键盘快捷键</translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message>
      <source>Add or drop a folder</source>
      <translation>添加或拖入文件夹</translation>
    </message>
    <message>
      <source>CONVERSATIONS</source>
      <translation>对话</translation>
    </message>
    <message>
      <source>LIBRARIES</source>
      <translation>资料库</translation>
    </message>
    <message>
      <source>Name of the new library</source>
      <translation>新资料库的名称</translation>
    </message>
    <message>
      <source>New library</source>
      <translation>新建资料库</translation>
    </message>
    <message>
      <source>New question</source>
      <translation>新问题</translation>
    </message>
    <message>
      <source>No conversation holds these words.</source>
      <translation>没有对话包含这些词。</translation>
    </message>
    <message>
      <source>Older ones are found by searching.</source>
      <translation>更早的可通过搜索找到。</translation>
    </message>
    <message>
      <source>Search conversations</source>
      <translation>搜索对话</translation>
    </message>
    <message>
      <source>Your questions will stand here.</source>
      <translation>您的问题会显示在这里。</translation>
    </message>
  </context>
  <context>
    <name>SidebarDesk</name>
    <message>
      <source>Choose a folder</source>
      <translation>选择文件夹</translation>
    </message>
    <message>
      <source>Conversation</source>
      <translation>对话</translation>
    </message>
    <message>
      <source>Export a conversation</source>
      <translation>导出对话</translation>
    </message>
    <message>
      <source>How many days of leave do I have?</source>
      <translation>我有多少天年假？</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Markdown (*.md)</source>
      <translation>Markdown (*.md)</translation>
    </message>
    <message>
      <source>Remove the library</source>
      <translation>移除资料库</translation>
    </message>
    <message>
      <source>Remove the library “{name}”?</source>
      <translation>移除资料库“{name}”？</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>示例</translation>
    </message>
    <message>
      <source>Web page (*.html)</source>
      <translation>网页 (*.html)</translation>
    </message>
    <message>
      <source>What Footnote read of {count} is erased from this computer, and so are the answers that were made from them. The files themselves stay where they are.</source>
      <translation>Footnote 从 {count}中读取的内容将从这台电脑上删除，由此得出的回答也会删除。文件本身留在原处。</translation>
    </message>
    <message>
      <source>Written to {path}.</source>
      <translation>已写入 {path}。</translation>
    </message>
  </context>
  <context>
    <name>Strip</name>
    <message>
      <source>Leave it</source>
      <translation>取消</translation>
    </message>
  </context>
  <context>
    <name>Transcript</name>
    <message>
      <source>Conversation</source>
      <translation>对话</translation>
    </message>
    <message>
      <source>Go to the end of the conversation</source>
      <translation>转到对话末尾</translation>
    </message>
  </context>
  <context>
    <name>Trouble</name>
    <message>
      <source>Footnote could not open its data folder.</source>
      <translation>Footnote 无法打开它的数据文件夹。</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>Use another folder…</source>
      <translation>使用其他文件夹…</translation>
    </message>
  </context>
  <context>
    <name>UndoBar</name>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
  </context>
  <context>
    <name>Welcome</name>
    <message>
      <source>Ask your own files.</source>
      <translation>向您自己的文件提问。</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation>选择文件夹…</translation>
    </message>
    <message>
      <source>Drop a folder here. Every answer shows the words it comes from.</source>
      <translation>把文件夹拖到这里。每个回答都会显示它所依据的原文。</translation>
    </message>
    <message>
      <source>Nothing leaves this computer: it has been made unable to.</source>
      <translation>没有数据离开这台电脑：程序根本无法访问网络。</translation>
    </message>
    <message>
      <source>PDF, Word, Excel, PowerPoint, OpenDocument, e-mail, e-books, scans, text</source>
      <translation>PDF、Word、Excel、PowerPoint、OpenDocument、电子邮件、电子书、扫描件、文本</translation>
    </message>
    <message>
      <source>Try it with the sample folder</source>
      <translation>用示例文件夹试一试</translation>
    </message>
    <message>
      <source>What Footnote can and cannot do</source>
      <translation>Footnote 能做什么、不能做什么</translation>
    </message>
  </context>
  <context>
    <name>_Bubble</name>
    <message>
      <source>You asked: {text}</source>
      <translation>您问：{text}</translation>
    </message>
  </context>
  <context>
    <name>_Report</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>已复制</translation>
    </message>
    <message>
      <source>Copy the report</source>
      <translation>复制报告</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <translation>出了点问题</translation>
    </message>
    <message>
      <source>Something went wrong inside Footnote. What you made is safe, and the window goes on.</source>
      <translation>Footnote 内部出了问题。您的内容是安全的，窗口会继续运行。</translation>
    </message>
    <message>
      <source>The report below helps to mend it. It was sent to nobody. Names of your files can stand in it: read it before you pass it on.</source>
      <translation>下面的报告有助于修复问题。它没有发送给任何人。其中可能含有您的文件名：转交之前请先看一遍。</translation>
    </message>
  </context>
  <context>
    <name>_Waiting</name>
    <message>
      <source>The document is being opened</source>
      <translation>正在打开文档</translation>
    </message>
  </context>
  <context>
    <name>errors</name>
    <message>
      <source>A higher limit can be set.</source>
      <translation>可以设置更高的上限。</translation>
    </message>
    <message>
      <source>A new one was begun. Add your folders again to fill it.</source>
      <translation>已新建一个。请重新添加文件夹来填充它。</translation>
    </message>
    <message>
      <source>Add a folder first: footnote index FOLDER.</source>
      <translation>请先添加一个文件夹。</translation>
    </message>
    <message>
      <source>Add it again when the other program is done with it.</source>
      <translation>等其他程序处理完后再添加。</translation>
    </message>
    <message>
      <source>Add it again, with reading of scans, to have them searched.</source>
      <translation>请打开扫描件读取后重新添加，以便搜索这些页面。</translation>
    </message>
    <message>
      <source>Add it by itself to have it read.</source>
      <translation>单独添加它即可读取。</translation>
    </message>
    <message>
      <source>Add it first: footnote index {path}.</source>
      <translation>请先添加它。</translation>
    </message>
    <message>
      <source>Add your models again: footnote models add FILE</source>
      <translation>请重新添加您的模型。</translation>
    </message>
    <message>
      <source>Allow reading it and add it again.</source>
      <translation>请允许读取后重新添加。</translation>
    </message>
    <message>
      <source>Another Footnote is adding files to {path} right now.</source>
      <translation>另一个 Footnote 正在向 {path} 添加文件。</translation>
    </message>
    <message>
      <source>Another program is writing to {path}.</source>
      <translation>另一个程序正在写入 {path}。</translation>
    </message>
    <message>
      <source>Ask a shorter question, or choose a model that can read more at once.</source>
      <translation>请缩短问题，或选择能容纳更多内容的模型。</translation>
    </message>
    <message>
      <source>Attachments that were too large to be read: {count}.</source>
      <translation>因太大而无法读取的附件：{count} 个。</translation>
    </message>
    <message>
      <source>Check its name, and whether it was moved or deleted.</source>
      <translation>请检查名称，以及它是否已被移动或删除。</translation>
    </message>
    <message>
      <source>Check the disk it is on and add it again.</source>
      <translation>请检查它所在的磁盘，然后重新添加。</translation>
    </message>
    <message>
      <source>Choose a program for it in your file manager or in the settings of your system.</source>
      <translation>请在文件管理器或系统设置中为它选择一个程序。</translation>
    </message>
    <message>
      <source>Choose another data folder, or allow writing to it.</source>
      <translation>请选择其他数据文件夹，或允许写入。</translation>
    </message>
    <message>
      <source>Choose another model.</source>
      <translation>请选择其他模型。</translation>
    </message>
    <message>
      <source>Choose another name or place.</source>
      <translation>请选择其他名称或位置。</translation>
    </message>
    <message>
      <source>Choose another name.</source>
      <translation>请选择其他名称。</translation>
    </message>
    <message>
      <source>Close it or end it, then start Footnote again.</source>
      <translation>请关闭或结束它，然后重新启动 Footnote。</translation>
    </message>
    <message>
      <source>Close other programs or use a smaller model.</source>
      <translation>请关闭其他程序，或使用更小的模型。</translation>
    </message>
    <message>
      <source>Connect its disk. If you emptied it, add it again, and what was read of it is removed.</source>
      <translation>请连接它所在的磁盘。如果是您清空了它，请重新添加，已读取的内容会被移除。</translation>
    </message>
    <message>
      <source>Copy the answer if you need it later.</source>
      <translation>如果以后还需要，请复制这个回答。</translation>
    </message>
    <message>
      <source>Files of this kind ({format}) are not read.</source>
      <translation>不读取这类文件（{format}）。</translation>
    </message>
    <message>
      <source>Footnote is open on {path} already, and does not answer.</source>
      <translation>Footnote 已在 {path} 上打开，但没有响应。</translation>
    </message>
    <message>
      <source>Free some disk space and start again; if it happens again, install Footnote anew.</source>
      <translation>请腾出一些磁盘空间后重新启动；如果再次发生，请重新安装 Footnote。</translation>
    </message>
    <message>
      <source>Free some space, or write to another place.</source>
      <translation>请腾出空间，或写到其他位置。</translation>
    </message>
    <message>
      <source>Get the file again, or choose another model.</source>
      <translation>请重新获取该文件，或选择其他模型。</translation>
    </message>
    <message>
      <source>Give the path of a text file, or - for standard input.</source>
      <translation>请给出文本文件的路径，或用 - 表示标准输入。</translation>
    </message>
    <message>
      <source>Have it checked again: footnote models add {path}</source>
      <translation>请重新添加它，以便再次检查。</translation>
    </message>
    <message>
      <source>Install Footnote anew.</source>
      <translation>请重新安装 Footnote。</translation>
    </message>
    <message>
      <source>Install the Tesseract language data {language}, or choose another language.</source>
      <translation>请安装 Tesseract 语言数据 {language}，或选择其他语言。</translation>
    </message>
    <message>
      <source>It changed while it was being read.</source>
      <translation>它在读取过程中发生了变化。</translation>
    </message>
    <message>
      <source>It could not be read ({reason}).</source>
      <translation>无法读取它（{reason}）。</translation>
    </message>
    <message>
      <source>It is Footnote's own folder.</source>
      <translation>这是 Footnote 自己的文件夹。</translation>
    </message>
    <message>
      <source>It is a link that leads back to where it came from.</source>
      <translation>这是一个指回原处的链接。</translation>
    </message>
    <message>
      <source>It is a picture of {width} by {height} pixels, more than is read.</source>
      <translation>这是一张 {width} × {height} 像素的图片，超出了可读取的范围。</translation>
    </message>
    <message>
      <source>It is damaged or not what its name says ({reason}).</source>
      <translation>它已损坏，或与其名称不符（{reason}）。</translation>
    </message>
    <message>
      <source>It is empty now; what was read of it is kept.</source>
      <translation>它现在是空的；已读取的内容仍保留。</translation>
    </message>
    <message>
      <source>It is empty.</source>
      <translation>它是空的。</translation>
    </message>
    <message>
      <source>It is hidden.</source>
      <translation>它是隐藏的。</translation>
    </message>
    <message>
      <source>It is kept online only.</source>
      <translation>它只保存在线上。</translation>
    </message>
    <message>
      <source>It is no longer there.</source>
      <translation>它已不在那里。</translation>
    </message>
    <message>
      <source>It is not a file but {what}.</source>
      <translation>它不是文件，而是 {what}。</translation>
    </message>
    <message>
      <source>It is not there now; what was read of it is kept.</source>
      <translation>它现在不在；已读取的内容仍保留。</translation>
    </message>
    <message>
      <source>It is protected by a password.</source>
      <translation>它受密码保护。</translation>
    </message>
    <message>
      <source>It is started again with the next request.</source>
      <translation>下次请求时会重新启动它。</translation>
    </message>
    <message>
      <source>It is still being read.</source>
      <translation>它仍在读取中。</translation>
    </message>
    <message>
      <source>It is very large; the first {limit_mb} MB of text were read.</source>
      <translation>它非常大；已读取前 {limit_mb} MB 文字。</translation>
    </message>
    <message>
      <source>Its first pages can be searched.</source>
      <translation>它的前几页已可搜索。</translation>
    </message>
    <message>
      <source>Leave out --conversation to begin one.</source>
      <translation>请开始一个新的对话。</translation>
    </message>
    <message>
      <source>Look at the page itself before you rely on its words.</source>
      <translation>采信这些文字之前，请先看看页面本身。</translation>
    </message>
    <message>
      <source>Make it available on this computer and add it again.</source>
      <translation>请将它下载到这台电脑，再重新添加。</translation>
    </message>
    <message>
      <source>No program of this computer opened {name}.</source>
      <translation>这台电脑上没有程序打开 {name}。</translation>
    </message>
    <message>
      <source>No text was found in it.</source>
      <translation>其中没有找到文字。</translation>
    </message>
    <message>
      <source>No words can be read in this picture.</source>
      <translation>这张图片中读不出文字。</translation>
    </message>
    <message>
      <source>Nothing could be read under {path}.</source>
      <translation>{path} 下没有可读取的内容。</translation>
    </message>
    <message>
      <source>Nothing of it can be searched; a longer limit can be set.</source>
      <translation>其中的内容都无法搜索；可以设置更长的时限。</translation>
    </message>
    <message>
      <source>Nothing was lost. Free some space and do it again.</source>
      <translation>没有丢失任何内容。请腾出空间后重试。</translation>
    </message>
    <message>
      <source>Only web pages and mail addresses are. Copy it and open it yourself, if you trust it.</source>
      <translation>只会打开网页和邮件地址。如果您信任它，请复制后自行打开。</translation>
    </message>
    <message>
      <source>Open it in its own program and save it again.</source>
      <translation>请用原来的程序打开并重新保存。</translation>
    </message>
    <message>
      <source>Open the file in its own program to see it.</source>
      <translation>请用默认程序打开文件查看。</translation>
    </message>
    <message>
      <source>Pages that could not be read: {failed} of {pages}.</source>
      <translation>无法读取的页：{pages} 页中的 {failed} 页。</translation>
    </message>
    <message>
      <source>Put it back, or choose another model.</source>
      <translation>请把它放回去，或选择其他模型。</translation>
    </message>
    <message>
      <source>Put it back, or forget the model: footnote models remove {name}</source>
      <translation>请把它放回去，或将该模型从列表中移除。</translation>
    </message>
    <message>
      <source>Reading it takes more memory than the {limit_mb} MB that are allowed.</source>
      <translation>读取它所需的内存超过了允许的 {limit_mb} MB。</translation>
    </message>
    <message>
      <source>Reading it took longer than {seconds} seconds.</source>
      <translation>读取时间超过了 {seconds} 秒。</translation>
    </message>
    <message>
      <source>Save a copy without the password and add that.</source>
      <translation>请另存一份不带密码的副本，再添加它。</translation>
    </message>
    <message>
      <source>Save a smaller copy of it and add that.</source>
      <translation>请另存一份较小的副本，再添加它。</translation>
    </message>
    <message>
      <source>Save them from your mail program and add them as files.</source>
      <translation>请从邮件程序中保存它们，再作为文件添加。</translation>
    </message>
    <message>
      <source>Scanned pages that were read with doubt: {doubtful} of {pages}.</source>
      <translation>读取结果存疑的扫描页：{pages} 页中的 {doubtful} 页。</translation>
    </message>
    <message>
      <source>Scanned pages whose text was not read: {scans} of {pages}.</source>
      <translation>未读取文字的扫描页：{pages} 页中的 {scans} 页。</translation>
    </message>
    <message>
      <source>Scans in the language {language} cannot be read: its data is not there.</source>
      <translation>无法读取语言为 {language} 的扫描件：缺少该语言的数据。</translation>
    </message>
    <message>
      <source>Show it in its folder and start it there, if you trust it.</source>
      <translation>如果您信任它，请在文件夹中显示并从那里启动。</translation>
    </message>
    <message>
      <source>Something went wrong.</source>
      <translation>出了点问题。</translation>
    </message>
    <message>
      <source>Split it to have all of it searched.</source>
      <translation>请将它拆分，以便搜索全部内容。</translation>
    </message>
    <message>
      <source>Start Footnote again: it is put right at the start.</source>
      <translation>请重新启动 Footnote：启动时会自动修复。</translation>
    </message>
    <message>
      <source>Start Footnote on a desktop, or use it without a window: footnote --help.</source>
      <translation>请在桌面环境中启动 Footnote，或不用窗口运行：footnote --help。</translation>
    </message>
    <message>
      <source>The batch file {path} cannot be read: {reason}.</source>
      <translation>无法读取批处理文件 {path}：{reason}。</translation>
    </message>
    <message>
      <source>The chat template inside {name} cannot be used: {reason}.</source>
      <translation>无法使用 {name} 中的对话模板：{reason}。</translation>
    </message>
    <message>
      <source>The data folder {path} cannot be used: {reason}.</source>
      <translation>无法使用数据文件夹 {path}：{reason}。</translation>
    </message>
    <message>
      <source>The disk is full: {path}.</source>
      <translation>磁盘已满：{path}。</translation>
    </message>
    <message>
      <source>The file of the model {name} is not there any more: {path}.</source>
      <translation>模型 {name} 的文件已不存在：{path}。</translation>
    </message>
    <message>
      <source>The file of the model {name} was changed since it was added: {path}.</source>
      <translation>模型 {name} 的文件在添加之后被改动：{path}。</translation>
    </message>
    <message>
      <source>The file was kept as {kept} and the default settings are used.</source>
      <translation>该文件已保留为 {kept}，现使用默认设置。</translation>
    </message>
    <message>
      <source>The file was not touched. Install the newer version to open it.</source>
      <translation>该文件未被改动。请安装较新的版本来打开它。</translation>
    </message>
    <message>
      <source>The line is not a question: {reason}.</source>
      <translation>这一行不是问题：{reason}。</translation>
    </message>
    <message>
      <source>The list of added models in {path} could not be read ({reason}) and was kept as {kept}.</source>
      <translation>{path} 中的已添加模型列表无法读取（{reason}），已保留为 {kept}。</translation>
    </message>
    <message>
      <source>The message is empty.</source>
      <translation>消息是空的。</translation>
    </message>
    <message>
      <source>The model file {path} is not there.</source>
      <translation>模型文件 {path} 不存在。</translation>
    </message>
    <message>
      <source>The model {name} could not be prepared: {reason}.</source>
      <translation>无法准备模型 {name}：{reason}。</translation>
    </message>
    <message>
      <source>The model {name} stopped ({reason}).</source>
      <translation>模型 {name} 已停止（{reason}）。</translation>
    </message>
    <message>
      <source>The others can be searched.</source>
      <translation>其余页面可以搜索。</translation>
    </message>
    <message>
      <source>The question is empty.</source>
      <translation>问题是空的。</translation>
    </message>
    <message>
      <source>The reader stopped while reading it ({reason}).</source>
      <translation>读取它时中断（{reason}）。</translation>
    </message>
    <message>
      <source>The result could not be written: {reason}.</source>
      <translation>无法写入结果：{reason}。</translation>
    </message>
    <message>
      <source>The settings in {path} could not be read ({reason}).</source>
      <translation>无法读取 {path} 中的设置（{reason}）。</translation>
    </message>
    <message>
      <source>The {name} process gave no answer for {seconds} seconds and was ended.</source>
      <translation>进程 {name} 在 {seconds} 秒内没有响应，已被结束。</translation>
    </message>
    <message>
      <source>The {name} process ran out of memory.</source>
      <translation>进程 {name} 内存不足。</translation>
    </message>
    <message>
      <source>The {name} process sent something unreadable and was ended.</source>
      <translation>进程 {name} 发送了无法识别的内容，已被结束。</translation>
    </message>
    <message>
      <source>The {name} process stopped unexpectedly ({reason}).</source>
      <translation>进程 {name} 意外停止（{reason}）。</translation>
    </message>
    <message>
      <source>There are no documents to search yet.</source>
      <translation>还没有可供搜索的文档。</translation>
    </message>
    <message>
      <source>There is a library called {name} already.</source>
      <translation>已有名为 {name} 的资料库。</translation>
    </message>
    <message>
      <source>There is no conversation yet.</source>
      <translation>还没有对话。</translation>
    </message>
    <message>
      <source>There is no conversation {id}.</source>
      <translation>没有对话 {id}。</translation>
    </message>
    <message>
      <source>There is no display to show the window on.</source>
      <translation>没有可以显示窗口的屏幕。</translation>
    </message>
    <message>
      <source>There is no file or folder {path}.</source>
      <translation>没有文件或文件夹 {path}。</translation>
    </message>
    <message>
      <source>There is no library called {name}.</source>
      <translation>没有名为 {name} 的资料库。</translation>
    </message>
    <message>
      <source>There is no model called {name}.</source>
      <translation>没有名为 {name} 的模型。</translation>
    </message>
    <message>
      <source>There is no permission to look into this folder.</source>
      <translation>没有查看此文件夹的权限。</translation>
    </message>
    <message>
      <source>There is no permission to read it.</source>
      <translation>没有读取它的权限。</translation>
    </message>
    <message>
      <source>This link was not opened: {link}</source>
      <translation>未打开此链接：{link}</translation>
    </message>
    <message>
      <source>This page cannot be shown: {reason}.</source>
      <translation>无法显示此页：{reason}。</translation>
    </message>
    <message>
      <source>This question and its answer could not be kept. {reason}</source>
      <translation>无法保存此问题及其回答。{reason}</translation>
    </message>
    <message>
      <source>Type a question.</source>
      <translation>请输入问题。</translation>
    </message>
    <message>
      <source>Type something.</source>
      <translation>请输入内容。</translation>
    </message>
    <message>
      <source>Use another model instead: footnote models use ID</source>
      <translation>请改用其他模型。</translation>
    </message>
    <message>
      <source>Wait for it to finish and try again.</source>
      <translation>请等它完成后重试。</translation>
    </message>
    <message>
      <source>Wait until it is done; asking and searching work meanwhile.</source>
      <translation>请等它完成；期间仍可提问和搜索。</translation>
    </message>
    <message>
      <source>What was added after that copy is missing.</source>
      <translation>该副本之后添加的内容已丢失。</translation>
    </message>
    <message>
      <source>What was asked and what goes with it are too long for this model.</source>
      <translation>问题及其附带内容对此模型来说太长。</translation>
    </message>
    <message>
      <source>What was read until then can be searched; a longer limit can be set.</source>
      <translation>此前读取的内容可以搜索；可以设置更长的时限。</translation>
    </message>
    <message>
      <source>Write the question as text, or as JSON with "question" and "id".</source>
      <translation>请以文本形式写出问题，或用含 "question" 和 "id" 的 JSON。</translation>
    </message>
    <message>
      <source>Your answer so far is kept. Ask again, or use a smaller model.</source>
      <translation>目前的回答已保留。请重新提问，或使用更小的模型。</translation>
    </message>
    <message>
      <source>`footnote conversations list` shows the ones there are.</source>
      <translation>侧边的列表显示现有的对话。</translation>
    </message>
    <message>
      <source>`footnote index {path}` says why, file by file.</source>
      <translation>文件列表中写明了每个文件的原因。</translation>
    </message>
    <message>
      <source>`footnote libraries list` shows the ones there are.</source>
      <translation>侧边的列表显示现有的资料库。</translation>
    </message>
    <message>
      <source>`footnote models list` shows the ones there are, `footnote models add FILE` adds one.</source>
      <translation>窗口顶部列出了现有的模型，也可以在那里添加。</translation>
    </message>
    <message>
      <source>a GGUF file</source>
      <translation>GGUF 文件</translation>
    </message>
    <message>
      <source>a chat model</source>
      <translation>写作模型</translation>
    </message>
    <message>
      <source>a device or a socket</source>
      <translation>设备或套接字</translation>
    </message>
    <message>
      <source>a folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>a list in it is too long</source>
      <translation>其中一个列表过长</translation>
    </message>
    <message>
      <source>a mail within it is broken</source>
      <translation>其中一封邮件已损坏</translation>
    </message>
    <message>
      <source>a mail within it is encrypted</source>
      <translation>其中一封邮件已加密</translation>
    </message>
    <message>
      <source>a name in it is not text</source>
      <translation>其中一个名称不是文字</translation>
    </message>
    <message>
      <source>a name in it is too long</source>
      <translation>其中一个名称过长</translation>
    </message>
    <message>
      <source>a part of it is cut off</source>
      <translation>其中一部分被截断</translation>
    </message>
    <message>
      <source>a part of it is longer than what it stands in</source>
      <translation>其中一部分超出了所在部分的长度</translation>
    </message>
    <message>
      <source>a part of it is missing</source>
      <translation>缺少其中一部分</translation>
    </message>
    <message>
      <source>a piece of its text lies outside the file</source>
      <translation>部分文字位于文件之外</translation>
    </message>
    <message>
      <source>a text in it is too long</source>
      <translation>其中一段文字过长</translation>
    </message>
    <message>
      <source>a token is in it twice</source>
      <translation>其中有重复的词元</translation>
    </message>
    <message>
      <source>an embedding model</source>
      <translation>用于按含义搜索的模型</translation>
    </message>
    <message>
      <source>computing with it gives no numbers</source>
      <translation>用它计算得不出数值</translation>
    </message>
    <message>
      <source>it asks for too much memory</source>
      <translation>所需内存过多</translation>
    </message>
    <message>
      <source>it cannot be written</source>
      <translation>无法写入</translation>
    </message>
    <message>
      <source>it changed while it was read</source>
      <translation>读取过程中发生了变化</translation>
    </message>
    <message>
      <source>it claims more parts than any model has</source>
      <translation>声明的部分多于任何模型</translation>
    </message>
    <message>
      <source>it closed its pipe</source>
      <translation>它关闭了连接</translation>
    </message>
    <message>
      <source>it computes values that are not numbers</source>
      <translation>计算结果不是数值</translation>
    </message>
    <message>
      <source>it does not begin like a DOC</source>
      <translation>开头不是 DOC 文件的格式</translation>
    </message>
    <message>
      <source>it does not begin like a mail folder</source>
      <translation>开头不是邮件文件夹的格式</translation>
    </message>
    <message>
      <source>it does not begin like an RTF</source>
      <translation>开头不是 RTF 文件的格式</translation>
    </message>
    <message>
      <source>it does not say what kind of model it is</source>
      <translation>没有说明模型的类型</translation>
    </message>
    <message>
      <source>it ended without an answer</source>
      <translation>没有给出回答就结束了</translation>
    </message>
    <message>
      <source>it gave no answer and was ended</source>
      <translation>没有响应，已被结束</translation>
    </message>
    <message>
      <source>it gives no vector for a text</source>
      <translation>对文字给不出结果</translation>
    </message>
    <message>
      <source>it has a list of an unknown kind</source>
      <translation>其中有未知类型的列表</translation>
    </message>
    <message>
      <source>it has a value of an unknown kind</source>
      <translation>其中有未知类型的值</translation>
    </message>
    <message>
      <source>it has no directory</source>
      <translation>缺少目录</translation>
    </message>
    <message>
      <source>it has no sender, date or subject</source>
      <translation>没有发件人、日期或主题</translation>
    </message>
    <message>
      <source>it has the wrong size</source>
      <translation>大小不对</translation>
    </message>
    <message>
      <source>it holds no list of chapters</source>
      <translation>缺少章节列表</translation>
    </message>
    <message>
      <source>it holds no text part</source>
      <translation>缺少正文部分</translation>
    </message>
    <message>
      <source>it is a zip without a document</source>
      <translation>不含文档的 ZIP 文件</translation>
    </message>
    <message>
      <source>it is an older container without a document</source>
      <translation>不含文档的旧式容器</translation>
    </message>
    <message>
      <source>it is cut off</source>
      <translation>被截断</translation>
    </message>
    <message>
      <source>it is cut short</source>
      <translation>不完整</translation>
    </message>
    <message>
      <source>it is damaged</source>
      <translation>已损坏</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>嵌套过深</translation>
    </message>
    <message>
      <source>it is not a file</source>
      <translation>不是文件</translation>
    </message>
    <message>
      <source>it is not a readable PDF</source>
      <translation>不是可读取的 PDF</translation>
    </message>
    <message>
      <source>it is not a readable picture</source>
      <translation>不是可读取的图片</translation>
    </message>
    <message>
      <source>it is not in the GGUF format</source>
      <translation>不是 GGUF 格式</translation>
    </message>
    <message>
      <source>it lists no chapters</source>
      <translation>没有列出章节</translation>
    </message>
    <message>
      <source>it ran out of memory</source>
      <translation>内存不足</translation>
    </message>
    <message>
      <source>it sent something unreadable</source>
      <translation>返回了无法识别的内容</translation>
    </message>
    <message>
      <source>it tried something that is forbidden to it (SIGSYS)</source>
      <translation>尝试了被禁止的操作 (SIGSYS)</translation>
    </message>
    <message>
      <source>it was killed by the system, often for lack of memory, or by another program</source>
      <translation>被系统（常因内存不足）或其他程序结束</translation>
    </message>
    <message>
      <source>it writes nothing</source>
      <translation>写不出任何内容</translation>
    </message>
    <message>
      <source>its XML declares entities</source>
      <translation>XML 中声明了实体</translation>
    </message>
    <message>
      <source>its XML ends too early</source>
      <translation>XML 过早结束</translation>
    </message>
    <message>
      <source>its XML has a document type</source>
      <translation>XML 中含有文档类型</translation>
    </message>
    <message>
      <source>its XML is broken</source>
      <translation>XML 已损坏</translation>
    </message>
    <message>
      <source>its alignment is impossible</source>
      <translation>数据对齐方式不可能成立</translation>
    </message>
    <message>
      <source>its alignment is not a number</source>
      <translation>数据对齐值不是数字</translation>
    </message>
    <message>
      <source>its bytes are not those that were added</source>
      <translation>内容与添加时不同</translation>
    </message>
    <message>
      <source>its cells lie too far apart</source>
      <translation>单元格相距太远</translation>
    </message>
    <message>
      <source>its chat template is too long</source>
      <translation>对话模板过长</translation>
    </message>
    <message>
      <source>its container cannot be opened</source>
      <translation>容器无法打开</translation>
    </message>
    <message>
      <source>its container has sectors of an unknown size</source>
      <translation>容器的扇区大小未知</translation>
    </message>
    <message>
      <source>its container is cut off</source>
      <translation>容器被截断</translation>
    </message>
    <message>
      <source>its container is longer than the file</source>
      <translation>容器长于文件</translation>
    </message>
    <message>
      <source>its container leads in circles</source>
      <translation>容器中存在循环</translation>
    </message>
    <message>
      <source>its files do not belong together</source>
      <translation>各文件不匹配</translation>
    </message>
    <message>
      <source>its parts are nested too deeply</source>
      <translation>各部分嵌套过深</translation>
    </message>
    <message>
      <source>its parts do not follow each other</source>
      <translation>各部分不连续</translation>
    </message>
    <message>
      <source>its text is cut off</source>
      <translation>文字被截断</translation>
    </message>
    <message>
      <source>its text is in no known form</source>
      <translation>文字的形式未知</translation>
    </message>
    <message>
      <source>its text is not Unicode</source>
      <translation>文字不是 Unicode</translation>
    </message>
    <message>
      <source>its token table does not fit its width</source>
      <translation>词表与宽度不符</translation>
    </message>
    <message>
      <source>its tokenizer cannot be loaded</source>
      <translation>词表无法加载</translation>
    </message>
    <message>
      <source>its version of the GGUF format is not known</source>
      <translation>GGUF 格式的版本未知</translation>
    </message>
    <message>
      <source>its vocabulary does not fit its token table</source>
      <translation>词汇与词表不符</translation>
    </message>
    <message>
      <source>its vocabulary is not in the expected order</source>
      <translation>词表的顺序与预期不符</translation>
    </message>
    <message>
      <source>its vocabulary is not whole</source>
      <translation>词汇不完整</translation>
    </message>
    <message>
      <source>its vocabulary lacks the tokens of single bytes</source>
      <translation>词汇缺少单字节词元</translation>
    </message>
    <message>
      <source>its workbook cannot be read</source>
      <translation>工作簿无法读取</translation>
    </message>
    <message>
      <source>none of its chapters can be read</source>
      <translation>没有可读取的章节</translation>
    </message>
    <message>
      <source>none of its pages can be read</source>
      <translation>没有可读取的页</translation>
    </message>
    <message>
      <source>some of its files were not made</source>
      <translation>部分文件未生成</translation>
    </message>
    <message>
      <source>something of that name is there already</source>
      <translation>已有同名的内容</translation>
    </message>
    <message>
      <source>the engine stopped while loading it</source>
      <translation>加载时中断</translation>
    </message>
    <message>
      <source>the shipped file has other bytes than expected</source>
      <translation>随附文件的内容与预期不符</translation>
    </message>
    <message>
      <source>the shipped file is too large</source>
      <translation>随附文件太大</translation>
    </message>
    <message>
      <source>the table of its text is broken</source>
      <translation>文字表已损坏</translation>
    </message>
    <message>
      <source>{name} comes with Footnote and cannot be removed.</source>
      <translation>{name} 随 Footnote 提供，无法移除。</translation>
    </message>
    <message>
      <source>{name} is a program, or a shortcut to one; Footnote opens documents alone.</source>
      <translation>{name} 是程序或程序的快捷方式；Footnote 只打开文档。</translation>
    </message>
    <message>
      <source>{name} is not a usable model file: {reason}.</source>
      <translation>{name} 不是可用的模型文件：{reason}。</translation>
    </message>
    <message>
      <source>{name} is {found}; {wanted} is needed here.</source>
      <translation>{name} 是 {found}；此处需要 {wanted}。</translation>
    </message>
    <message>
      <source>{path} could not be written: {reason}.</source>
      <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
      <source>{path} has no page {page}; it has {pages}.</source>
      <translation>{path} 没有第 {page} 页；共 {pages} 页。</translation>
    </message>
    <message>
      <source>{path} is damaged ({reason}).</source>
      <translation>{path} 已损坏（{reason}）。</translation>
    </message>
    <message>
      <source>{path} is damaged and was kept as {kept}.</source>
      <translation>{path} 已损坏，并保留为 {kept}。</translation>
    </message>
    <message>
      <source>{path} is damaged and was kept as {kept}; the newest good copy was put in its place.</source>
      <translation>{path} 已损坏，并保留为 {kept}；已换上最新的完好副本。</translation>
    </message>
    <message>
      <source>{path} is not in any library.</source>
      <translation>{path} 不在任何资料库中。</translation>
    </message>
    <message>
      <source>{path} was not read. {reason}</source>
      <translation>{path} 未被读取。{reason}</translation>
    </message>
    <message>
      <source>{path} was written by a newer version of Footnote (format {found}, this one knows {known}).</source>
      <translation>{path} 由较新版本的 Footnote 写成（格式 {found}，当前版本支持 {known}）。</translation>
    </message>
    <message>
      <source>{used} is used in place of the model you chose. {reason}</source>
      <translation>现用 {used} 代替您选择的模型。{reason}</translation>
    </message>
    <message>
      <source>{what}.</source>
      <translation>{what}。</translation>
    </message>
  </context>
  <context>
    <name>wording</name>
    <message>
      <source>1 could not be read.</source>
      <translation>1 个无法读取。</translation>
    </message>
    <message>
      <source>1 file</source>
      <translation>1 个文件</translation>
    </message>
    <message>
      <source>1 is still being read.</source>
      <translation>1 个仍在读取中。</translation>
    </message>
    <message>
      <source>1 more passage did not fit this model.</source>
      <translation>另有 1 个段落超出了此模型的容量。</translation>
    </message>
    <message>
      <source>1 of its files is gone. “Look for changes” takes it out.</source>
      <translation>有 1 个文件已不存在。“检查更改”会将其移除。</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>添加文件夹</translation>
    </message>
    <message>
      <source>Arabic</source>
      <translation>阿拉伯语</translation>
    </message>
    <message>
      <source>Asking</source>
      <translation>提问</translation>
    </message>
    <message>
      <source>Begin a new line</source>
      <translation>换行</translation>
    </message>
    <message>
      <source>Begin a new question</source>
      <translation>开始新问题</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>Chinese, simplified</source>
      <translation>简体中文</translation>
    </message>
    <message>
      <source>Chinese, traditional</source>
      <translation>繁体中文</translation>
    </message>
    <message>
      <source>Choose a model</source>
      <translation>选择模型</translation>
    </message>
    <message>
      <source>Dutch</source>
      <translation>荷兰语</translation>
    </message>
    <message>
      <source>Each sentence was compared with your documents. They say {said} of {count}.</source>
      <translation>每句话都与您的文档作了比对：{count} 句中有 {said} 句有依据。</translation>
    </message>
    <message>
      <source>Empty. Drop a folder on the window to fill it.</source>
      <translation>空的。将文件夹拖到窗口上即可填充。</translation>
    </message>
    <message>
      <source>English</source>
      <translation>英语</translation>
    </message>
    <message>
      <source>Files and conversations</source>
      <translation>文件和对话</translation>
    </message>
    <message>
      <source>French</source>
      <translation>法语</translation>
    </message>
    <message>
      <source>German</source>
      <translation>德语</translation>
    </message>
    <message>
      <source>Go to the question</source>
      <translation>转到问题</translation>
    </message>
    <message>
      <source>Hindi</source>
      <translation>印地语</translation>
    </message>
    <message>
      <source>Italian</source>
      <translation>意大利语</translation>
    </message>
    <message>
      <source>Its file is not there any more: {path}</source>
      <translation>它的文件已不存在：{path}</translation>
    </message>
    <message>
      <source>Its file was changed since it was added. Add it again to use it.</source>
      <translation>它的文件在添加之后被改动。请重新添加后使用。</translation>
    </message>
    <message>
      <source>Its folder is not there now. What was read of it can be asked about.</source>
      <translation>它的文件夹现在不在。已读取的内容可以提问。</translation>
    </message>
    <message>
      <source>Japanese</source>
      <translation>日语</translation>
    </message>
    <message>
      <source>Korean</source>
      <translation>韩语</translation>
    </message>
    <message>
      <source>Larger: the text, or the page that has the focus</source>
      <translation>放大文字，或放大当前焦点所在的页面</translation>
    </message>
    <message>
      <source>Next citation</source>
      <translation>下一处引用</translation>
    </message>
    <message>
      <source>Next place found</source>
      <translation>下一个查找结果</translation>
    </message>
    <message>
      <source>Polish</source>
      <translation>波兰语</translation>
    </message>
    <message>
      <source>Portuguese</source>
      <translation>葡萄牙语</translation>
    </message>
    <message>
      <source>Previous citation</source>
      <translation>上一处引用</translation>
    </message>
    <message>
      <source>Previous place found</source>
      <translation>上一个查找结果</translation>
    </message>
    <message>
      <source>Reading scans: {done} of {files}</source>
      <translation>正在读取扫描件：{done} / {files}</translation>
    </message>
    <message>
      <source>Reading scans…</source>
      <translation>正在读取扫描件…</translation>
    </message>
    <message>
      <source>Reading what changed…</source>
      <translation>正在读取更改的内容…</translation>
    </message>
    <message>
      <source>Reading {done} of {files} · search by words is ready</source>
      <translation>正在读取 {done} / {files} · 按词搜索已就绪</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>正在读取…</translation>
    </message>
    <message>
      <source>Remove the library or conversation that has the focus</source>
      <translation>移除当前焦点所在的资料库或对话</translation>
    </message>
    <message>
      <source>Rename the library or conversation that has the focus</source>
      <translation>重命名当前焦点所在的资料库或对话</translation>
    </message>
    <message>
      <source>Russian</source>
      <translation>俄语</translation>
    </message>
    <message>
      <source>Scans or other parts of 1 of them were not read.</source>
      <translation>其中 1 个文件的扫描页或其他部分未被读取。</translation>
    </message>
    <message>
      <source>Scans or other parts of {count} of them were not read.</source>
      <translation>其中 {count} 个文件的扫描页或其他部分未被读取。</translation>
    </message>
    <message>
      <source>Search by meaning is not ready for all of them yet.</source>
      <translation>按含义搜索尚未对全部文件就绪。</translation>
    </message>
    <message>
      <source>Search conversations</source>
      <translation>搜索对话</translation>
    </message>
    <message>
      <source>Search in the document</source>
      <translation>在文档中查找</translation>
    </message>
    <message>
      <source>Searched 1 file.</source>
      <translation>已搜索 1 个文件。</translation>
    </message>
    <message>
      <source>Searched {files} of {known} files in {where}.</source>
      <translation>已在 {where} 中搜索 {known} 个文件中的 {files} 个。</translation>
    </message>
    <message>
      <source>Searched {files} of {known} files.</source>
      <translation>已搜索 {known} 个文件中的 {files} 个。</translation>
    </message>
    <message>
      <source>Searched {where}.</source>
      <translation>已搜索 {where}。</translation>
    </message>
    <message>
      <source>Send the question</source>
      <translation>发送问题</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Show or fold the list at the side</source>
      <translation>显示或收起侧边列表</translation>
    </message>
    <message>
      <source>Show these keys</source>
      <translation>显示这些快捷键</translation>
    </message>
    <message>
      <source>Shown is its text from when it was read.</source>
      <translation>此处显示的是读取时的文字。</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>缩小</translation>
    </message>
    <message>
      <source>Something went wrong inside Footnote. What you made is safe. The report can be copied.</source>
      <translation>Footnote 内部出了问题。您的内容是安全的。可以复制报告。</translation>
    </message>
    <message>
      <source>Spanish</source>
      <translation>西班牙语</translation>
    </message>
    <message>
      <source>Stop the answer; close the page; go to the question</source>
      <translation>停止回答；关闭页面；转到问题</translation>
    </message>
    <message>
      <source>Stopped. The answer so far is kept.</source>
      <translation>已停止。目前的回答已保留。</translation>
    </message>
    <message>
      <source>The answer was cut at its longest allowed length.</source>
      <translation>回答已达到允许的最大长度，被截断。</translation>
    </message>
    <message>
      <source>The answer was cut: the model's memory is full.</source>
      <translation>回答被截断：模型的记忆已满。</translation>
    </message>
    <message>
      <source>The first message no longer fits this model and was left out.</source>
      <translation>最早的 1 条消息已超出此模型的容量，未被包含。</translation>
    </message>
    <message>
      <source>The first {count} messages no longer fit this model and were left out.</source>
      <translation>最早的 {count} 条消息已超出此模型的容量，未被包含。</translation>
    </message>
    <message>
      <source>The model did not come to an answer in the room it has for thinking. Ask a simpler question.</source>
      <translation>模型在思考的限度内没有得出回答。请换一个更简单的问题。</translation>
    </message>
    <message>
      <source>The page beside the answer</source>
      <translation>回答旁边的页面</translation>
    </message>
    <message>
      <source>The quotes were found by searching your documents, word for word.</source>
      <translation>引文是在您的文档中查找到的，一字不差。</translation>
    </message>
    <message>
      <source>The quotes were there after {quotes}, the first words of the draft after {first}, all of it after {total}.</source>
      <translation>引文用时 {quotes}，草稿首字用时 {first}，全部用时 {total}。</translation>
    </message>
    <message>
      <source>The quotes were there after {quotes}.</source>
      <translation>引文用时 {quotes}。</translation>
    </message>
    <message>
      <source>The usual size</source>
      <translation>恢复默认大小</translation>
    </message>
    <message>
      <source>The window</source>
      <translation>窗口</translation>
    </message>
    <message>
      <source>The words that were cited are no longer in it.</source>
      <translation>被引用的文字已不在其中。</translation>
    </message>
    <message>
      <source>These words are no longer in your documents.</source>
      <translation>这些文字已不在您的文档中。</translation>
    </message>
    <message>
      <source>This file changed since it was read. Shown is its text from then.</source>
      <translation>此文件在读取之后有改动。此处显示的是当时的文字。</translation>
    </message>
    <message>
      <source>This file is no longer there. Shown is its text from when it was read.</source>
      <translation>此文件已不存在。此处显示的是读取时的文字。</translation>
    </message>
    <message>
      <source>Turkish</source>
      <translation>土耳其语</translation>
    </message>
    <message>
      <source>a scan, read with doubt</source>
      <translation>扫描件，读取结果存疑</translation>
    </message>
    <message>
      <source>also in 1 other file</source>
      <translation>另有 1 个文件也有</translation>
    </message>
    <message>
      <source>also in {count} other files</source>
      <translation>另有 {count} 个文件也有</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: in a moment</source>
      <translation>按词：就绪 · 按含义：稍后</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: not complete</source>
      <translation>按词：就绪 · 按含义：未完成</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: {percent} %</source>
      <translation>按词：就绪 · 按含义：{percent}%</translation>
    </message>
    <message>
      <source>by words: ready · by meaning: {percent} % · {time} left</source>
      <translation>按词：就绪 · 按含义：{percent}% · 剩余{time}</translation>
    </message>
    <message>
      <source>chapter {number}</source>
      <translation>第 {number} 章</translation>
    </message>
    <message>
      <source>comes with Footnote</source>
      <translation>随 Footnote 提供</translation>
    </message>
    <message>
      <source>drafts only</source>
      <translation>仅草稿</translation>
    </message>
    <message>
      <source>gone</source>
      <translation>已不存在</translation>
    </message>
    <message>
      <source>is made at the first start</source>
      <translation>首次启动时生成</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>已略过</translation>
    </message>
    <message>
      <source>less than a minute</source>
      <translation>不到一分钟</translation>
    </message>
    <message>
      <source>line {line}</source>
      <translation>第 {line} 行</translation>
    </message>
    <message>
      <source>message {number}</source>
      <translation>第 {number} 封邮件</translation>
    </message>
    <message>
      <source>no internet sockets (seccomp)</source>
      <translation>无法建立互联网连接 (seccomp)</translation>
    </message>
    <message>
      <source>no sockets but an unnamed pair (seccomp)</source>
      <translation>除进程内部通道外，无法建立任何连接 (seccomp)</translation>
    </message>
    <message>
      <source>no sockets of any kind (seccomp)</source>
      <translation>无法建立任何连接 (seccomp)</translation>
    </message>
    <message>
      <source>none (sandbox)</source>
      <translation>无 (沙盒)</translation>
    </message>
    <message>
      <source>none to other processes (sandbox)</source>
      <translation>不能发给其他进程 (沙盒)</translation>
    </message>
    <message>
      <source>none to other processes (seccomp)</source>
      <translation>不能发给其他进程 (seccomp)</translation>
    </message>
    <message>
      <source>not limited</source>
      <translation>不受限制</translation>
    </message>
    <message>
      <source>not limited on this system</source>
      <translation>在此系统上不受限制</translation>
    </message>
    <message>
      <source>not limited: macOS allows one sandbox, and the helper processes need theirs</source>
      <translation>不受限制：macOS 只允许一层沙盒，而辅助进程需要各自的沙盒</translation>
    </message>
    <message>
      <source>not limited: this kernel has no seccomp filters</source>
      <translation>不受限制：此系统内核没有 seccomp 过滤器</translation>
    </message>
    <message>
      <source>not read</source>
      <translation>未读取</translation>
    </message>
    <message>
      <source>page {number}</source>
      <translation>第 {number} 页</translation>
    </message>
    <message>
      <source>partly read</source>
      <translation>部分读取</translation>
    </message>
    <message>
      <source>read</source>
      <translation>已读取</translation>
    </message>
    <message>
      <source>reading is not limited: this kernel has no Landlock; files cannot grow (RLIMIT_FSIZE)</source>
      <translation>读取不受限制：此系统内核没有 Landlock；文件无法增大 (RLIMIT_FSIZE)</translation>
    </message>
    <message>
      <source>reads no personal folders but what it was handed, writes nothing (sandbox)</source>
      <translation>不读取个人文件夹，只读取交给它的内容；不写入任何内容 (沙盒)</translation>
    </message>
    <message>
      <source>reads only the program and what it was handed, writes nothing (Landlock {number})</source>
      <translation>只读取程序本身和交给它的内容；不写入任何内容 (Landlock {number})</translation>
    </message>
    <message>
      <source>sheet {number}</source>
      <translation>工作表 {number}</translation>
    </message>
    <message>
      <source>slide {number}</source>
      <translation>第 {number} 张幻灯片</translation>
    </message>
    <message>
      <source>starts no process (job object)</source>
      <translation>不启动任何进程 (作业对象)</translation>
    </message>
    <message>
      <source>starts no program and no process (sandbox)</source>
      <translation>不启动任何程序或进程 (沙盒)</translation>
    </message>
    <message>
      <source>starts no program and no process (seccomp)</source>
      <translation>不启动任何程序或进程 (seccomp)</translation>
    </message>
    <message>
      <source>takes about {size} of memory</source>
      <translation>约占 {size} 内存</translation>
    </message>
    <message>
      <source>thinks before it answers</source>
      <translation>回答前会先思考</translation>
    </message>
    <message>
      <source>unchanged</source>
      <translation>未更改</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>等待中</translation>
    </message>
    <message>
      <source>was not made for conversations</source>
      <translation>不是为对话设计的</translation>
    </message>
    <message>
      <source>writes {languages}</source>
      <translation>可用{languages}写作</translation>
    </message>
    <message>
      <source>{before} {sentence}</source>
      <translation>{before}{sentence}</translation>
    </message>
    <message>
      <source>{count} are still being read.</source>
      <translation>{count} 个仍在读取中。</translation>
    </message>
    <message>
      <source>{count} billion weights</source>
      <translation>{count}B 参数</translation>
    </message>
    <message>
      <source>{count} could not be read.</source>
      <translation>{count} 个无法读取。</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} 个文件</translation>
    </message>
    <message>
      <source>{count} million weights</source>
      <translation>{count}M 参数</translation>
    </message>
    <message>
      <source>{count} more passages did not fit this model.</source>
      <translation>另有 {count} 个段落超出了此模型的容量。</translation>
    </message>
    <message>
      <source>{count} of its files are gone. “Look for changes” takes them out.</source>
      <translation>有 {count} 个文件已不存在。“检查更改”会将其移除。</translation>
    </message>
    <message>
      <source>{file}: page {page} of {pages}</source>
      <translation>{file}：第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
      <source>{hours} h</source>
      <translation>{hours} 小时</translation>
    </message>
    <message>
      <source>{minutes} min</source>
      <translation>{minutes} 分钟</translation>
    </message>
    <message>
      <source>{model} rewrote its last answer on this computer.</source>
      <translation>{model} 在这台电脑上改写了它的上一个回答。</translation>
    </message>
    <message>
      <source>{model} wrote the draft on this computer, from the quotes.</source>
      <translation>{model} 在这台电脑上根据引文写了草稿。</translation>
    </message>
    <message>
      <source>{model} wrote this on this computer, from what it learned, not your files.</source>
      <translation>{model} 在这台电脑上凭所学写成，并非依据您的文件。</translation>
    </message>
    <message>
      <source>{number} MB (job object)</source>
      <translation>{number} MB (作业对象)</translation>
    </message>
    <message>
      <source>{number} MB of address space (RLIMIT_AS)</source>
      <translation>{number} MB 地址空间 (RLIMIT_AS)</translation>
    </message>
    <message>
      <source>{number} MB resident, watched by the program</source>
      <translation>{number} MB 内存，由程序监控</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} 秒</translation>
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
