#!/usr/bin/env bash
# Makes the screenshots of the docs again, from the sandbox. Needs a build, and tmux, aha and chromium (packages of Debian).
set -euo pipefail
cd "$(dirname "$0")/../.."
images=$PWD/docs/images
module=$PWD/artifacts/module/Seedance/Seedance.psd1
pwsh=$(find "${NUGET_PACKAGES:-$HOME/.nuget/packages}/powershell" -path '*/any/unix/pwsh.dll' | tail -1)
folder=$(mktemp -d)
trap 'tmux -L seedance kill-server 2>/dev/null; rm -rf "$folder"' EXIT

cat > "$folder/setup.ps1" <<EOF
Import-Module '$module'
Connect-Seedance -Sandbox
function prompt { 'PS> ' }
\$png = [IO.File]::ReadAllBytes((Get-ChildItem '$PWD/examples/images/*.png' | Select-Object -First 1).FullName)
Set-Location '$folder/work'
1..30 | ForEach-Object { [IO.File]::WriteAllBytes("\$PWD/shot\$_.png", [byte[]](\$png + [byte]\$_)) }
Clear-Host
EOF

# shot NAME HEIGHT SECONDS LINE...: types the lines and takes a screenshot of the terminal after so many seconds.
shot() {
  local name=$1 height=$2 seconds=$3
  shift 3
  mkdir -p "$folder/work"
  tmux -L seedance -f /dev/null new-session -d -x 100 -y "$height" "TERM=xterm-256color SEEDANCE_HOME=$folder/home dotnet '$pwsh' -NoLogo -NoProfile -NoExit -File $folder/setup.ps1"
  until tmux -L seedance capture-pane -p | grep -q '^PS>'; do sleep 0.2; done
  for line in "$@"; do tmux -L seedance send-keys -l "$line"; tmux -L seedance send-keys Enter; done
  sleep "$seconds"
  tmux -L seedance capture-pane -e -p | aha --black --style 'font: 15px "DejaVu Sans Mono", monospace; margin: 12px' > "$folder/$name.html"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="930,$((height * 18 + 30))" --screenshot="$images/$name.png" "file://$folder/$name.html" 2>/dev/null
  tmux -L seedance kill-server
  rm -rf "$folder/work"
}

shot progress 12 6 'Get-ChildItem *.png | New-SeedanceVideo -Prompt { "Slow dolly over $($_.BaseName)" } -Destination ./videos'
shot jobs 16 25 "\$null = 'A fox runs through snow', 'An owl flies [[fails]]', 'A lighthouse at dawn' | New-SeedanceVideo -JobName trailer -Destination ./videos -ErrorAction SilentlyContinue" 'Clear-Host' 'Get-SeedanceJob -JobName trailer'

# The page of Export-SeedanceGallery, with the example images as posters: the sandbox's videos are all the same.
mkdir -p "$folder/gallery/videos"
cat > "$folder/gallery.ps1" <<EOF
Import-Module '$module'
Connect-Seedance -Sandbox
Set-Location '$folder/gallery'
Get-ChildItem '$PWD/examples/images/*.png' | ForEach-Object { Copy-Item \$_ . ; Copy-Item \$_ "videos/\$(\$_.BaseName).jpg" }
\$null = 'A fox runs through snow [[fails]]' | New-SeedanceVideo -JobName night -Size 480p -Duration 4 -Wait -ErrorAction SilentlyContinue
\$null = Get-ChildItem *.png | New-SeedanceVideo -Prompt { "Slow dolly over the \$(\$_.BaseName)" } -JobName trailer -Destination './videos/{sourceName}.mp4'
\$null = New-SeedanceVideo 'An owl glides over the trees at dusk, then looks into the camera' -JobName night -Size 480p -Duration 4 -Destination ./videos/owl.mp4
Copy-Item '$PWD/src/Seedance.Sandbox/Assets/sandbox.jpg' videos/owl.jpg
\$null = Get-SeedanceJob | Export-SeedanceGallery -Title 'Trailer'
EOF
SEEDANCE_HOME=$folder/home dotnet "$pwsh" -NoProfile -File "$folder/gallery.ps1"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1100,800 --virtual-time-budget=5000 --screenshot="$images/gallery.png" "file://$folder/gallery/gallery.html" 2>/dev/null
