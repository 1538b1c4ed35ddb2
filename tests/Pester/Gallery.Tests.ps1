# A page with videos, from a folder, generations or jobs; and what its copied command does.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
    $repository = (Resolve-Path "$PSScriptRoot/../..").Path

    # What a page shows, as its script reads it.
    function Get-GalleryEntry([string] $Page = 'gallery.html') {
        $data = [regex]::Match([IO.File]::ReadAllText((Resolve-Path -LiteralPath $Page).ProviderPath), '(?s)<script type="application/json" id="data">(.*?)</script>').Groups[1].Value
        ConvertFrom-Json $data -NoEnumerate | ForEach-Object { $_ }
    }
}

AfterAll { Stop-Workplace }

Describe 'Export-SeedanceGallery' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
    }

    It 'shows the videos of a folder with what their .json files say, and returns the file of the page' {
        $null = New-SeedanceVideo 'A fox runs' -StartFrame fox.png -Seed 7 -JobName trailer -Destination ./videos/fox.mp4

        $page = Export-SeedanceGallery ./videos

        $page | Should -BeOfType IO.FileInfo
        $page.FullName | Should -BeExactly (Join-Path (Get-Location) gallery.html)
        $entry = Get-GalleryEntry
        $entry.name, $entry.prompt, $entry.seed, $entry.model, $entry.job | Should -BeExactly 'fox.mp4', 'A fox runs', 7, 'seedance-2.0-fast', 'trailer'
        $entry.duration, $entry.width, $entry.height, $entry.cost | Should -Be 8, 1280, 720, 2.8913
        $entry.status, $entry.video, $entry.references | Should -BeExactly 'Saved', 'videos/fox.mp4', 'Image 1: fox.png'
        $entry.PSObject.Properties.Name | Should -Not -Contain 'simulated'
    }

    It 'shows <What>' -ForEach @(
        @{ What = 'the current folder'; Export = { Set-Location videos; Export-SeedanceGallery -Destination ../gallery.html; Set-Location .. }; Names = 'fox.mp4', 'owl [1].mp4' }
        @{ What = 'what wildcards match'; Export = { Export-SeedanceGallery ./videos/*x* }; Names = 'fox.mp4' }
        @{ What = 'folders that wildcards match'; Export = { Export-SeedanceGallery v* }; Names = 'fox.mp4', 'owl [1].mp4' }
        @{ What = 'a literal path'; Export = { Export-SeedanceGallery -LiteralPath './videos/owl [1].mp4' }; Names = 'owl [1].mp4' }
        @{ What = 'the video of a .json file'; Export = { Export-SeedanceGallery ./videos/fox.mp4.json }; Names = 'fox.mp4' }
        @{ What = 'the files of Get-ChildItem'; Export = { Get-ChildItem videos -Recurse | Export-SeedanceGallery }; Names = 'fox.mp4', 'owl [1].mp4' }
        @{ What = 'folders that are piped in'; Export = { Get-Item videos | Export-SeedanceGallery }; Names = 'fox.mp4', 'owl [1].mp4' }
    ) {
        foreach ($name in 'fox', 'owl [1]') { $null = New-SeedanceVideo $name -Destination "./videos/$name.mp4" }

        $null = & $Export

        (Get-GalleryEntry).name | Should -BeExactly $Names
        (Get-GalleryEntry).prompt | Should -BeExactly ($Names -replace '\.mp4')
    }

    It 'shows a video that has no .json file, and says which video is missing' {
        New-TestVideo intro.mp4
        $null = New-SeedanceVideo 'A fox' -Destination ./fox.mp4
        Remove-Item fox.mp4

        $null = Export-SeedanceGallery

        $missing, $plain = Get-GalleryEntry
        $missing.status, $missing.failure, $missing.prompt | Should -BeExactly 'Missing', 'The file fox.mp4 does not exist.', 'A fox'
        $missing.video | Should -BeNullOrEmpty
        $plain.status, $plain.name, $plain.video | Should -BeExactly 'Saved', 'intro.mp4', 'intro.mp4'
    }

    It 'shows a video without details when its .json file is another one, and warns' {
        New-TestVideo intro.mp4
        Set-Content intro.mp4.json 'my notes'

        $null = Export-SeedanceGallery -WarningVariable warnings -WarningAction SilentlyContinue

        "$warnings" | Should -MatchExactly 'intro\.mp4\.json'
        (Get-GalleryEntry).name | Should -BeExactly 'intro.mp4'
    }

    It 'shows generations from the pipeline' {
        'A fox', 'An owl' | New-SeedanceVideo -Destination './videos/{prompt}.mp4' | Export-SeedanceGallery | Should -BeOfType IO.FileInfo

        (Get-GalleryEntry).prompt | Sort-Object | Should -BeExactly 'A fox', 'An owl'
        (Get-GalleryEntry).status | Should -BeExactly 'Saved', 'Saved'
        (Get-GalleryEntry).cost | Should -Be 2.8913, 2.8913
    }

    It 'shows jobs, also those that failed and why' {
        $null = New-SeedanceVideo 'A fox' -JobName trailer -Destination ./fox.mp4
        $null = New-SeedanceVideo '[[fails]]' -JobName trailer -Wait -ErrorAction SilentlyContinue

        $null = Get-SeedanceJob -JobName trailer | Export-SeedanceGallery

        $failed, $saved = Get-GalleryEntry
        $failed.status, $failed.failure, $failed.job | Should -BeExactly 'Failed', 'Moderation: NSFW', 'trailer'
        $failed.key | Should -BeExactly (Get-SeedanceJob Failed).Key
        $saved.status, $saved.video, $saved.sidecar | Should -BeExactly 'Saved', 'fox.mp4', 'fox.mp4.json'
    }

    It 'shows once what is given twice' {
        $null = New-SeedanceVideo 'A fox' -Destination ./fox.mp4

        $null = (Get-SeedanceJob), (Get-SeedanceJob), (Get-Item fox.mp4), (Get-Item fox.mp4.json) | Export-SeedanceGallery

        Get-GalleryEntry | Should -HaveCount 1
    }

    It 'shows a generation that is not saved' {
        $null = New-SeedanceVideo 'A fox' -Wait | Export-SeedanceGallery

        (Get-GalleryEntry).status | Should -BeExactly 'Complete'
        (Get-GalleryEntry).PSObject.Properties.Name | Should -Not -Contain 'video'
    }

    It 'marks what the sandbox made as simulated' {
        Connect-Seedance -Sandbox

        $null = New-SeedanceVideo 'A fox' -Destination ./fox.mp4 | Export-SeedanceGallery
        $null = Export-SeedanceGallery -Destination folder.html

        (Get-GalleryEntry).simulated, (Get-GalleryEntry folder.html).simulated | Should -Be $true, $true
    }

    It 'sends nothing and needs no connection' {
        $null = New-SeedanceVideo 'A fox' -Destination ./fox.mp4
        $before = @(Get-ServerRequest).Count
        Disconnect-Seedance

        $null = Export-SeedanceGallery
        $null = Get-SeedanceJob | Export-SeedanceGallery jobs.html

        @(Get-ServerRequest).Count | Should -Be $before
    }

    It 'writes to the first position where videos are piped in' {
        $null = Get-SeedanceJob | Export-SeedanceGallery ./pages/today.html -Title 'Fox & owl'

        Get-TestFile | Should -BeExactly 'fox.png', 'pages/today.html'
        Get-Content pages/today.html -Raw | Should -MatchExactly '<title>Fox &amp; owl</title>'
    }

    It 'does not replace a file without -Force' {
        New-TestVideo intro.mp4
        Set-Content gallery.html 'mine'

        $problem = Get-OnlyError { Export-SeedanceGallery }
        Assert-Error $problem -Id FileExists -Category ResourceExists
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-Force'
        $problem.ErrorDetails.RecommendedAction | Should -Not -MatchExactly 'submitted'
        Get-Content gallery.html | Should -BeExactly 'mine'

        $null = Export-SeedanceGallery -Force
        (Get-GalleryEntry).name | Should -BeExactly 'intro.mp4'
        Get-TestFile | Should -BeExactly 'fox.png', 'gallery.html', 'intro.mp4'
    }

    It 'opens the page with -Open' -Skip:(-not $IsLinux) {
        $null = New-SeedanceVideo 'A fox runs' -Destination ./videos/fox.mp4
        $opener = New-Item -ItemType Directory opener
        "#!/bin/sh`nprintf %s `"`$1`" > '$opener/started'; mv '$opener/started' '$opener/opened'" | Set-Content $opener/xdg-open
        chmod +x $opener/xdg-open
        $path = $env:PATH
        $env:PATH = "$opener$([IO.Path]::PathSeparator)$path"
        try { $page = Export-SeedanceGallery ./videos -Open } finally { $env:PATH = $path }

        for ($wait = 0; $wait -lt 600 -and -not (Test-Path $opener/opened); $wait++) { Start-Sleep -Milliseconds 100 }
        Get-Content $opener/opened -Raw | Should -BeExactly $page.FullName
    }

    It 'writes nothing with -WhatIf' {
        Export-SeedanceGallery -WhatIf | Should -BeNullOrEmpty

        Get-TestFile | Should -BeExactly 'fox.png'
    }

    It 'refuses the destination <Destination>' -ForEach @{ Destination = 'fox.png' }, @{ Destination = 'gallery' }, @{ Destination = 'folder.html' }, @{ Destination = 'env:x.html' }, @{ Destination = 'fox.png/x.html' } {
        $null = New-Item -ItemType Directory folder.html

        $problem = Get-OnlyError { Export-SeedanceGallery -Destination $Destination -Force }

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        "$problem" | Should -MatchExactly (Literal "-Destination $Destination")
        Get-TestFile | Should -BeExactly 'fox.png'
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a path that does not exist'; Export = { Export-SeedanceGallery ./none }; Id = 'MissingFile'; Category = 'ObjectNotFound' }
        @{ What = 'a video that does not exist'; Export = { Export-SeedanceGallery none.mp4 }; Id = 'MissingFile'; Category = 'ObjectNotFound' }
        @{ What = 'a file that is not a video'; Export = { Export-SeedanceGallery fox.png }; Id = 'UnsupportedInput'; Category = 'InvalidType' }
        @{ What = 'another object'; Export = { 7 | Export-SeedanceGallery }; Id = 'UnsupportedInput'; Category = 'InvalidType' }
        @{ What = '$null'; Export = { $null | Export-SeedanceGallery }; Id = 'UnsupportedInput'; Category = 'InvalidType' }
        @{ What = 'paths beside what is piped in'; Export = { Get-Item fox.png | Export-SeedanceGallery ./videos -Destination x.html }; Id = 'UnsupportedInput'; Category = 'InvalidType' }
    ) {
        Assert-Error (Get-OnlyError $Export) -Id $Id -Category $Category
    }

    It 'links videos by relative paths in which every character is encoded: <Folder>/<Name>' -ForEach @(
        @{ Folder = 'my videos'; Name = 'fox #1.mp4'; Page = 'gallery.html'; Link = 'my%20videos/fox%20%231.mp4' }
        @{ Folder = 'videos'; Name = '100% ü狐?.mp4'; Page = 'videos/gallery.html'; Link = '100%25%20%C3%BC%E7%8B%90%3F.mp4' }
        @{ Folder = 'videos'; Name = 'javascript:alert(1).mp4'; Page = 'pages/a/gallery.html'; Link = '../../videos/javascript%3Aalert%281%29.mp4' }
    ) {
        $null = New-Item -ItemType Directory $Folder
        New-TestVideo intro.mp4
        [IO.File]::Move("$PWD/intro.mp4", "$PWD/$Folder/$Name")

        $null = Export-SeedanceGallery -LiteralPath $Folder -Destination $Page

        (Get-GalleryEntry $Page).video | Should -BeExactly $Link
        $base = [uri] "file://$((Get-Item $Page).FullName)"
        [IO.File]::Exists([uri]::new($base, $Link).LocalPath) | Should -BeTrue
    }

    It 'names no folder of this machine above its own' {
        $null = New-SeedanceVideo 'A fox' -StartFrame fox.png -Destination ./videos/fox.mp4

        $null = Get-SeedanceJob | Export-SeedanceGallery

        [IO.File]::ReadAllText("$PWD/gallery.html") | Should -Not -Match ([regex]::Escape((Split-Path (Get-Location) -Parent)))
    }

    It 'shows the image beside a video: <Image>' -ForEach @{ Image = 'intro.mp4.jpg' }, @{ Image = 'intro.jpg' } {
        New-TestVideo intro.mp4
        Copy-Item fox.png $Image

        $null = Export-SeedanceGallery

        (Get-GalleryEntry).poster | Should -BeExactly $Image
    }

    It 'contains the videos with -Embed' {
        New-TestVideo intro.mp4
        Set-Content intro.jpg 'an image' -NoNewline

        $null = Export-SeedanceGallery -Embed

        $page = [IO.File]::ReadAllText("$PWD/gallery.html")
        [regex]::Match($page, '<script type="text/plain" id="video-0">(.*?)</script>').Groups[1].Value | Should -BeExactly ([Convert]::ToBase64String([IO.File]::ReadAllBytes("$PWD/intro.mp4")))
        [regex]::Match($page, '<script type="text/plain" id="poster-0">(.*?)</script>').Groups[1].Value | Should -BeExactly ([Convert]::ToBase64String([IO.File]::ReadAllBytes("$PWD/intro.jpg")))
        (Get-GalleryEntry).embedded | Should -BeTrue
        (Get-GalleryEntry).video | Should -BeNullOrEmpty
    }

    It 'writes no page when a video is in use by another program' {
        New-TestVideo intro.mp4
        $open = [IO.File]::Open("$PWD/intro.mp4", 'Open', 'ReadWrite', 'None')
        try { $problem = Get-OnlyError { Export-SeedanceGallery -Embed } } finally { $open.Dispose() }

        Assert-Error $problem -Id InvalidMedia -Category InvalidData
        "$problem" | Should -MatchExactly 'intro\.mp4'
        Get-TestFile | Should -BeExactly 'fox.png', 'intro.mp4'
    }

    It 'refuses to contain more than a browser can read' {
        $large = [IO.File]::Create("$PWD/large.mp4")
        $large.SetLength(256000001)
        $large.Dispose()

        Assert-Error (Get-OnlyError { Export-SeedanceGallery -Embed }) -Id InvalidRequest -Category InvalidArgument

        Get-TestFile *.html | Should -BeNullOrEmpty
    }

    It 'keeps a prompt as data: <Prompt>' -ForEach @(
        @{ Prompt = '</script><script>alert(1)</script>' }
        @{ Prompt = '<!--<script>' }
        @{ Prompt = '{{script}} {{title}} $& &lt;b&gt;' }
        @{ Prompt = "line`u{2028}line`u{2029}`u{0000}`"'\" }
        @{ Prompt = 'ein Fuchs 🦊 läuft' }
    ) {
        $null = New-SeedanceVideo 'A fox' -Destination ./fox.mp4
        $sidecar = Get-Content fox.mp4.json -Raw | ConvertFrom-Json -AsHashtable
        $sidecar.prompt = $Prompt
        $sidecar | ConvertTo-Json -Depth 20 | Set-Content fox.mp4.json

        $null = Export-SeedanceGallery -Title $Prompt

        (Get-GalleryEntry).prompt | Should -BeExactly $Prompt
        $page = [IO.File]::ReadAllText("$PWD/gallery.html")
        [regex]::Matches($page, '<script').Count | Should -Be 2
        [regex]::Match($page, '(?s)<script type="application/json" id="data">(.*?)</script>').Groups[1].Value | Should -Not -Match "[<>&`u{2028}`u{2029}]"
    }
}

Describe 'The .json file beside a video' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, ref1.png
    }

    It 'makes the same request again, with the seed that was drawn and the same local files' {
        $first = New-SeedanceVideo 'A fox runs' -StartFrame fox.png -Size 480p -Duration 5 -NoAudio -Destination ./fox.mp4

        $again = Get-Content -LiteralPath fox.mp4.json -Raw -Encoding utf8 | ConvertFrom-SeedanceJson | New-SeedanceVideo

        $again.Id | Should -Not -Be $first.Id
        $bodies = (Get-ServerJob).Body | ForEach-Object { ConvertTo-Json $_ -Depth 20 }
        $bodies[1] | Should -BeExactly $bodies[0]
        (Get-ServerJob).Body.parameters.seed | Should -Be $first.Seed, $first.Seed
        (Get-SeedanceJob)[0].Seed | Should -Be $first.Seed
        Get-ServerUpload | Should -HaveCount 1
    }

    It 'uploads its local files for another account' {
        $null = New-SeedanceVideo 'A fox runs' -ImageReference ref1.png -Destination ./fox.mp4
        Connect-Seedance -Sandbox

        { Get-Content fox.mp4.json -Raw | ConvertFrom-SeedanceJson | New-SeedanceVideo -Wait -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is read as lines too, and can be changed' {
        $null = New-SeedanceVideo 'A fox runs' -Destination ./fox.mp4

        $draft = Get-Content fox.mp4.json | ConvertFrom-SeedanceJson | New-SeedanceRequest -Duration 4

        $draft.Prompt, $draft.Duration, $draft.Seed | Should -Be 'A fox runs', 4, (Get-SeedanceJob).Seed
    }

    It 'is refused when a file <What>' -ForEach @(
        @{ What = 'has changed'; Change = { Copy-Item ref1.png fox.png }; Id = 'InvalidMedia'; Category = 'InvalidData' }
        @{ What = 'is gone'; Change = { Remove-Item fox.png }; Id = 'MissingFile'; Category = 'ObjectNotFound' }
    ) {
        $null = New-SeedanceVideo 'A fox runs' -StartFrame fox.png -Destination ./fox.mp4
        & $Change

        $problem = Get-OnlyError { Get-Content fox.mp4.json -Raw | ConvertFrom-SeedanceJson }

        Assert-Error $problem -Id $Id -Category $Category
        "$problem" | Should -MatchExactly 'fox\.png'
    }

    It 'is refused when it has no request, because the video was not submitted from here' {
        $id = (New-SeedanceVideo 'A fox runs' -Wait).Id
        Get-SeedanceJob | Remove-SeedanceJob -Force
        $null = Save-SeedanceVideo -Id $id -Destination ./fox.mp4

        Assert-Error (Get-OnlyError { Get-Content fox.mp4.json -Raw | ConvertFrom-SeedanceJson }) -Id UnsupportedInput -Category InvalidType

        $null = Export-SeedanceGallery
        (Get-GalleryEntry).PSObject.Properties.Name | Should -Not -Contain 'sidecar'
    }

    It 'needs -AllowUnknownModel for a model that the table lacks, and the page says so' {
        $null = New-SeedanceVideo 'A fox runs' -Model bytedance/seedance-2.5 -Destination ./fox.mp4
        (Get-Content fox.mp4.json -Raw).Replace('bytedance/seedance-2.5', 'seedance-9') | Set-Content fox.mp4.json

        Assert-Error (Get-OnlyError { Get-Content fox.mp4.json -Raw | ConvertFrom-SeedanceJson }) -Id InvalidJson -Category ParserError
        (Get-Content fox.mp4.json -Raw | ConvertFrom-SeedanceJson -AllowUnknownModel).Model | Should -BeExactly 'seedance-9'

        $null = Export-SeedanceGallery
        (Get-GalleryEntry).unknownModel | Should -BeTrue
    }
}

# One run of a headless browser for all of these.
Describe 'The page in a browser' {
    BeforeAll {
        $modules = "$repository/artifacts/gallery"
        $chromium = (Get-Command chromium, chromium-browser, google-chrome -ErrorAction Ignore | Select-Object -First 1).Source

        # Installs what drives the browser, and says why there is none.
        function Initialize-Browser {
            foreach ($program in 'node', 'npm') { if (-not (Get-Command $program -ErrorAction Ignore)) { return "$program is not installed" } }
            if (-not $chromium) { return 'Chromium is not installed' }
            $needed = (Get-Content "$repository/tests/Gallery/package.json" -Raw | ConvertFrom-Json).devDependencies.'playwright-core'
            $installed = "$modules/node_modules/playwright-core/package.json"
            if (-not (Test-Path $installed) -or (Get-Content $installed -Raw | ConvertFrom-Json).version -ne $needed) {
                $null = New-Item -ItemType Directory $modules -Force
                Copy-Item "$repository/tests/Gallery/package*.json" $modules
                $said = npm ci --prefix $modules --no-audit --no-fund --ignore-scripts 2>&1 | Out-String
                if ($LASTEXITCODE) { return "npm ci failed: $said" }
            }
        }

        function Skip-WithoutBrowser { if ($noBrowser) { Set-ItResult -Skipped -Because $noBrowser } }

        $hostile = '<script>window.hacked=1;alert(1)</script><img src=x onerror=alert(2)>'
        $quoted = "a fox by a river, it's dawn"
        $noBrowser = Initialize-Browser
        if (-not $noBrowser) {
            Reset-Workplace
            New-TestImage fox.png
            $null = New-SeedanceVideo $quoted -StartFrame fox.png -JobName trailer -Destination "./videos/it's ‘n’ #1 ü.mp4"
            $null = New-SeedanceVideo $hostile -JobName trailer -Destination ./videos/hostile.mp4
            $null = New-SeedanceVideo 'an owl by the moon' -Model seedance-2.0-mini -Size 480p -Duration 4 -Destination ./videos/owl.mp4
            $null = New-SeedanceVideo 'a cat [[fails]]' -Wait -ErrorAction SilentlyContinue
            Add-ServerFault 'POST /api/rest/v2/generations' -Status 200 -Body '{"generate":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","cost":{"amount":1934,"unit":"CREDITS"}}}'
            $null = New-SeedanceVideo 'a wolf in credits'
            Connect-Seedance -Sandbox
            $null = New-SeedanceVideo 'a simulated fox' -Destination ./videos/simulated.mp4
            $page = Get-SeedanceJob | Export-SeedanceGallery
            Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -CreatesPerMinute 0 -RequestsPerMinute 0 -SkipCheck

            # Addresses that the cmdlet never writes.
            $text = [IO.File]::ReadAllText($page)
            [IO.File]::WriteAllText($page, $text.Replace('"status":"Pending"', '"status":"Pending","video":"javascript:alert(3)","poster":"https://example.com/x.png"'))

            $large = & "$repository/tests/Gallery/New-LargeGallery.ps1" -Folder ./large -Count 1000
            Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -CreatesPerMinute 0 -RequestsPerMinute 0 -SkipCheck
            Copy-Item "$repository/src/Seedance.Sandbox/Assets/sandbox.jpg" ./videos/owl.jpg
            $embedded = Export-SeedanceGallery ./videos/owl.mp4 -Embed -Destination ./embedded/gallery.html
            $output = node "$repository/tests/Gallery/gallery.test.mjs" $modules $chromium $page.FullName $large.FullName $embedded.FullName 2>&1 | Out-String
            if ($LASTEXITCODE) { throw "The browser failed: $output" }
            $seen, $largeSeen, $embeddedSeen = ConvertFrom-Json $output | ForEach-Object { $_.gallery, $_.large, $_.embedded }
        }
    }

    It 'shows failures first, then the newest' {
        Skip-WithoutBrowser
        $seen.statuses | Should -BeExactly 'Failed', 'Saved', 'Pending', 'Saved', 'Saved', 'Saved'
        $seen.all.titles | Should -BeExactly 'a cat [[fails]]', 'a simulated fox', 'a wolf in credits', 'an owl by the moon', $hostile, $quoted
        $seen.failures | Should -BeExactly 'Moderation: NSFW'
        $seen.all.count | Should -BeExactly '6 videos'
    }

    It 'shows settings, seed, references and cost' {
        Skip-WithoutBrowser
        $seen.settings[3] | Should -BeExactly 'seedance-2.0-mini · 4 s · 864 × 496'
        $seen.details[5] | Should -MatchExactly 'fox\.png'
        $seen.details[5] | Should -MatchExactly "$((Get-SeedanceJob | Where-Object Prompt -EQ $quoted).Seed)"
        $seen.costs | Should -BeExactly '$2.89', '$2.89 simulated', '1,934 credits', '$0.36', '$2.89', '$2.89'
    }

    It 'never adds dollars, credits and simulated costs together' {
        Skip-WithoutBrowser
        $seen.all.total | Should -BeExactly 'Cost: $9.03, 1,934 credits, $2.89 simulated'
        $seen.job.total | Should -BeExactly 'Cost: $5.78'
    }

    It 'plays the videos, whatever their file names are' {
        Skip-WithoutBrowser
        $seen.videos | Should -HaveCount 5
        ($seen.videos | Where-Object width -EQ 640).label | Should -BeExactly 'Video: a simulated fox', 'Video: an owl by the moon', "Video: $hostile", "Video: $quoted"
        $seen.videos.preload | Select-Object -Unique | Should -BeExactly 'metadata'
    }

    It 'plays videos that it contains, with no other file' {
        Skip-WithoutBrowser
        $embeddedSeen.videos.source, $embeddedSeen.videos.width, $embeddedSeen.videos.poster | Should -BeExactly 'data:video/mp4;base64', 640, 'data:image/jpeg;base64'
        $embeddedSeen.files | Should -Be 1
        $embeddedSeen.errors | Should -BeNullOrEmpty
    }

    It 'searches for every word, in any order and case, and says how many were found' {
        Skip-WithoutBrowser
        $seen.search.titles | Should -BeExactly 'an owl by the moon'
        $seen.search.count | Should -BeExactly '1 of 6 videos'
    }

    It 'shows everything again after a search that finds nothing' {
        Skip-WithoutBrowser
        $seen.nothing.titles | Should -BeNullOrEmpty
        $seen.nothing.count | Should -BeExactly '0 of 6 videos'
        $seen.afterClear.titles | Should -HaveCount 6
    }

    It 'filters by status, model and job name' {
        Skip-WithoutBrowser
        $seen.status.titles | Should -BeExactly 'a cat [[fails]]'
        $seen.model.titles | Should -BeExactly 'an owl by the moon'
        $seen.job.titles | Should -BeExactly $hostile, $quoted
    }

    It 'sorts by cost and by name, failures first' {
        Skip-WithoutBrowser
        $seen.byCost.titles | Should -BeExactly 'a cat [[fails]]', $hostile, $quoted, 'an owl by the moon', 'a wolf in credits', 'a simulated fox'
        $seen.byName.titles[0] | Should -BeExactly 'a cat [[fails]]'
        $seen.byName.titles | Should -HaveCount 6
        [array]::IndexOf($seen.byName.titles, $hostile) | Should -BeLessThan ([array]::IndexOf($seen.byName.titles, 'an owl by the moon'))
    }

    It 'copies a command by the keyboard alone, with a visible focus, and says so' {
        Skip-WithoutBrowser
        $seen.tabs | Should -BeLessThan 40
        $seen.outline | Should -BeExactly 'solid'
        $seen.said | Should -BeExactly 'The command was copied.'
    }

    It 'copies a command that makes the video again' {
        Skip-WithoutBrowser
        $command = $seen.commands.$quoted
        $command | Should -MatchExactly "it''s ‘‘n’’ #1 ü\.mp4\.json' -Raw -Encoding utf8 \| ConvertFrom-SeedanceJson \| New-SeedanceVideo`$"
        Set-Location $HOME
        try { $made = Invoke-Expression $command } finally { Set-Location (Split-Path $page) }

        $made.Prompt | Should -BeExactly $quoted
        $bodies = (Get-ServerJob).Body | Where-Object { $_.parameters.prompt -eq $quoted } | ForEach-Object { ConvertTo-Json $_ -Depth 20 }
        $bodies | Should -HaveCount 2
        $bodies[1] | Should -BeExactly $bodies[0]
    }

    It 'copies a command that submits a failed job again' {
        Skip-WithoutBrowser
        $made = Invoke-Expression $seen.commands.'a cat [[fails]]'

        $made.Prompt | Should -BeExactly 'a cat [[fails]]'
    }

    It 'has a name for every control and reports results politely' {
        Skip-WithoutBrowser
        $seen.unlabelled | Should -BeNullOrEmpty
        $seen.names | Should -Be @($seen.commands.PSObject.Properties).Count -Because 'a button that copies names its video'
        $seen.live | Should -BeExactly 'polite'
    }

    It 'runs nothing that a prompt contains, and opens no address but files' {
        Skip-WithoutBrowser
        $seen.dialogs | Should -BeNullOrEmpty
        $seen.elements.hacked | Should -BeNullOrEmpty
        $seen.elements.scripts | Should -Be 2
        $seen.elements.others | Should -BeNullOrEmpty
        $seen.schemes | Should -BeExactly 'file'
    }

    It 'uses no network, and its policy blocks nothing of its own' {
        Skip-WithoutBrowser
        $seen.requests | Should -BeNullOrEmpty
        $seen.errors | Should -BeNullOrEmpty
    }

    It 'is light or dark as the system is, until the button changes it' {
        Skip-WithoutBrowser
        $seen.dark | Should -Not -Be $seen.light
        $seen.toggled | Should -Be $seen.light
    }

    It 'fits a phone' {
        Skip-WithoutBrowser
        $seen.overflow | Should -Be 0
    }

    It 'paints a few of 1,000 videos first, more when somebody scrolls, and finds all' {
        Skip-WithoutBrowser
        $largeSeen.count | Should -BeExactly '1000 videos'
        $largeSeen.painted | Should -BeGreaterThan 0
        $largeSeen.painted | Should -BeLessOrEqual 48
        $largeSeen.isMoreAfterScroll | Should -BeTrue
        $largeSeen.search.titles | Should -BeExactly 'shot 0999: a fox runs through snow'
    }
}
