; Inno Setup 6: an installer for one user, without administrator's rights.
;   iscc /DVersion=0.1.0 /DFolder=..\..\..\dist\planlens-0.1.0 planlens.iss
; Silent: planlens-0.1.0-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
; For all users of a machine, as an administrator: add /ALLUSERS
; Uninstalling leaves settings (%LOCALAPPDATA%\planlens) and projects where they are.

#ifndef Version
  #error Say /DVersion=...
#endif
#ifndef Folder
  #error Say /DFolder=...
#endif

[Setup]
AppId={{6C0B1B0E-6B0C-4D0A-9B57-3B0F0E5B7A11}
AppName=规划解析与任务跟踪
AppVersion={#Version}
AppPublisher=planlens
DefaultDirName={autopf}\planlens
DefaultGroupName=规划解析与任务跟踪
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
DisableProgramGroupPage=yes
ChangesAssociations=yes
CloseApplications=yes
OutputBaseFilename=planlens-{#Version}-setup
OutputDir=..\..\..\dist
Compression=lzma2/max
SolidCompression=yes
UninstallDisplayIcon={app}\planlens-window.exe

[InstallDelete]
; A newer version over an older one: nothing of the older one stays.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\规划解析与任务跟踪"; Filename: "{app}\planlens-window.exe"
Name: "{autodesktop}\规划解析与任务跟踪"; Filename: "{app}\planlens-window.exe"; Tasks: desktop

[Tasks]
Name: desktop; Description: "在桌面上放快捷方式"

[Registry]
Root: HKA; Subkey: "Software\Classes\.planlens"; ValueType: string; ValueData: "planlens.project"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\planlens.project"; ValueType: string; ValueData: "planlens 项目"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\planlens.project\DefaultIcon"; ValueType: string; ValueData: "{app}\planlens-window.exe,0"
Root: HKA; Subkey: "Software\Classes\planlens.project\shell\open\command"; ValueType: string; ValueData: """{app}\planlens-window.exe"" ""%1"""
