@echo off
rem Starts RustHint on a JDK of version 25 or newer.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0.."
set "jdk="
if defined RUSTHINT_JAVA_HOME (
  call :suits "%RUSTHINT_JAVA_HOME%"
  if not defined jdk (
    echo rusthint: RUSTHINT_JAVA_HOME is no JDK of version 25 or newer 1>&2
    exit /b 2
  )
)
if not defined jdk call :suits "%home%\runtime"
if not defined jdk if defined JAVA_HOME call :suits "%JAVA_HOME%"
for %%P in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks") do (
  if not defined jdk if exist "%%~P" for /d %%J in ("%%~P\*") do if not defined jdk call :suits "%%~J"
)
if not defined jdk for %%J in (java.exe) do if not "%%~$PATH:J"=="" (
  for %%B in ("%%~dp$PATH:J..") do call :suits "%%~fB"
)
if not defined jdk (
  echo rusthint: needs a Java runtime of version 25 or newer, and found none. 1>&2
  echo Install one, for example with: winget install EclipseAdoptium.Temurin.25.JDK 1>&2
  echo or set RUSTHINT_JAVA_HOME to its directory. 1>&2
  exit /b 2
)
set "flags=-XX:+UseSerialGC -Xmx1g -XX:TieredStopAtLevel=1"
if "%~1"=="check" set "flags=-XX:+UseParallelGC -XX:TieredStopAtLevel=1 -Xmx2g -Xss4m"
if "%~1"=="audit" set "flags=-XX:+UseParallelGC -XX:TieredStopAtLevel=1 -Xmx2g -Xss4m"
if "%~1"=="lsp" set "flags=-XX:+UseSerialGC -Xms40m -Xmn24m -Xmx2g -Xss2m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30"
"%jdk%\bin\java.exe" -Xlog:disable -Xlog:all=error:stderr -XX:-UsePerfData %flags% %RUSTHINT_JAVA_OPTS% --enable-native-access=ALL-UNNAMED "-Drusthint.native.dir=%home%\lib\native" "-Drusthint.hints.dir=%home%\docs\hints" -Drusthint.aot=off -cp "%home%\lib\*" dev.rusthint.cli.Main %*
exit /b %ERRORLEVEL%

:suits
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "usebackq tokens=1,2 delims==" %%K in ("%~1\release") do if "%%K"=="JAVA_VERSION" (
  for /f "tokens=1 delims=.+-" %%V in ("%%~L") do if %%V GEQ 25 set "jdk=%~1"
)
exit /b
