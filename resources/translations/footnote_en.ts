<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>errors</name>
    <message>
      <source>Add a folder first: footnote index FOLDER.</source>
      <translation>Add a folder first.</translation>
    </message>
    <message>
      <source>Add it first: footnote index {path}.</source>
      <translation>Add it first.</translation>
    </message>
    <message>
      <source>Add your models again: footnote models add FILE</source>
      <translation>Add your models again.</translation>
    </message>
    <message>
      <source>Have it checked again: footnote models add {path}</source>
      <translation>Add it again to have it checked.</translation>
    </message>
    <message>
      <source>Leave out --conversation to begin one.</source>
      <translation>Begin a new one.</translation>
    </message>
    <message>
      <source>Put it back, or forget the model: footnote models remove {name}</source>
      <translation>Put it back, or take the model off the list.</translation>
    </message>
    <message>
      <source>Use another model instead: footnote models use ID</source>
      <translation>Use another model instead.</translation>
    </message>
    <message>
      <source>`footnote conversations list` shows the ones there are.</source>
      <translation>The list at the side shows the ones there are.</translation>
    </message>
    <message>
      <source>`footnote index {path}` says why, file by file.</source>
      <translation>The list of its files says why, file by file.</translation>
    </message>
    <message>
      <source>`footnote libraries list` shows the ones there are.</source>
      <translation>The list at the side shows the ones there are.</translation>
    </message>
    <message>
      <source>`footnote models list` shows the ones there are, `footnote models add FILE` adds one.</source>
      <translation>The header shows the ones there are, and adds one.</translation>
    </message>
  </context>
</TS>
