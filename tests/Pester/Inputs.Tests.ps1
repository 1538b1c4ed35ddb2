# The inputs of the cmdlets are a closed list: each one is used exactly, or refused before anything is sent.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    $neutralPrompt = 'Bring this picture to life with natural, subtle motion.'

    function Get-SentGuidance { (Get-ServerJob)[-1].Body.parameters.guidances }

    function Assert-NothingSent {
        Get-ServerRequest | Should -BeNullOrEmpty
    }
}

AfterAll { Stop-Workplace }

Describe 'A file' {
    BeforeEach {
        Reset-Workplace -Options @{ MediaReadyAfter = '00:00:00' }
        New-TestImage fox.png
    }

    It 'is a start frame in the pipeline and as an argument: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceVideo fox.png } }
        @{ Typed = { New-SeedanceVideo ./fox.png } }
        @{ Typed = { New-SeedanceVideo *.png } }
        @{ Typed = { New-SeedanceVideo (Get-Item fox.png) } }
        @{ Typed = { New-SeedanceVideo (Get-ChildItem) } }
        @{ Typed = { 'fox.png' | New-SeedanceVideo } }
        @{ Typed = { '*.png' | New-SeedanceVideo } }
        @{ Typed = { New-SeedanceRequest fox.png | New-SeedanceVideo } }
        @{ Typed = { Get-Item fox.png | New-SeedanceRequest | New-SeedanceVideo } }
        @{ Typed = { Send-SeedanceMedia fox.png | New-SeedanceVideo } }
        @{ Typed = { New-SeedanceVideo (Send-SeedanceMedia fox.png) } }
    ) {
        & $Typed

        $job = Get-ServerJob
        $job | Should -HaveCount 1
        $job.Prompt | Should -BeExactly $neutralPrompt
        $job.Body.parameters.guidances.start_frame[0].image.id | Should -BeExactly (Get-ServerUpload).Id
    }

    It 'takes its prompt from -Prompt, by name or by position' {
        New-SeedanceVideo fox.png -Prompt 'by name'
        'fox.png' | New-SeedanceVideo 'by position'
        New-SeedanceVideo 'beside a path' -Path fox.png

        (Get-ServerJob).Prompt | Should -BeExactly 'by name', 'by position', 'beside a path'
        (Get-ServerJob).Body.parameters.guidances.start_frame | Should -HaveCount 3
    }

    It 'makes one video for each file that a wildcard matches' {
        New-TestImage owl.png, hare.png

        New-SeedanceVideo *.png -Prompt { "a $($_.BaseName)" }

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'a fox', 'a hare', 'a owl'
    }

    It 'is an error when it does not exist: <_>' -ForEach 'missing.png', 'photo.bmp', 'photo.HEIC', 'photo.avif', 'film.webm', 'film.mkv', 'song.m4a', 'song.flac', 'no*.gif', 'shot[].png', 'https://example.com/fox.png' {
        $text = $_
        (Get-OnlyError { New-SeedanceVideo $text }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.MissingFile,*'
        (Get-OnlyError { $text | New-SeedanceVideo }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.MissingFile,*'
        (Get-OnlyError { $text | New-SeedanceVideo -Prompt x }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.MissingFile,*'
        (Get-OnlyError { New-SeedanceRequest $text }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.MissingFile,*'

        Assert-NothingSent
    }

    It 'is an error when the service does not accept it, although it has the name of an image' {
        Set-Content notes 'This is not an image.'

        $problem = Get-OnlyError { New-SeedanceVideo notes }

        Assert-Error $problem -Id InvalidMedia -Category InvalidData
        Assert-NothingSent
    }

    It 'is an error when it is a folder, and the action says how to use its files: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceVideo pics } }
        @{ Typed = { Get-Item pics | New-SeedanceVideo -Prompt x } }
        @{ Typed = { New-SeedanceVideo x -StartFrame pics } }
        @{ Typed = { New-SeedanceRequest x | Add-SeedanceStartFrame pics } }
        @{ Typed = { Send-SeedanceMedia pics } }
    ) {
        $null = New-Item -ItemType Directory pics

        $problem = Get-OnlyError $Typed

        "$problem" | Should -MatchExactly 'is a folder'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Get-ChildItem'
        $problem.ErrorDetails.RecommendedAction | Should -Not -MatchExactly 'ffmpeg'
        Assert-NothingSent
    }
}

Describe 'Text' {
    BeforeEach { Reset-Workplace }

    It 'is a prompt when it is not a path: <_>' -ForEach 'black/white fox, v2.0', 'A fox [close-up], 16:9', 'What does the fox say?', 'Shot 1: a fox. Shot 2: an owl', 'fox', "two`nlines", '*', 'C:\fox' {
        New-SeedanceVideo $_
        $_ | New-SeedanceVideo

        (Get-ServerJob).Prompt | Should -BeExactly $_, $_
    }

    It 'is a prompt whenever it is given as -Prompt' {
        New-SeedanceVideo -Prompt 'fox.png'

        (Get-ServerJob).Prompt | Should -BeExactly 'fox.png'
    }

    It 'is refused beside a -Prompt that does not use it' {
        $problem = Get-OnlyError { 'pics/fox' | New-SeedanceVideo -Prompt 'Slow dolly' }

        "$problem" | Should -MatchExactly 'pics/fox'
        Assert-NothingSent
    }

    It 'is used by a script block' {
        'fox', 'owl' | New-SeedanceVideo -Prompt { "one $_" }
        '5' | New-SeedanceVideo -Prompt 'five seconds' -Duration { $_ }

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'five seconds', 'one fox', 'one owl'
        (Get-ServerJob | Where-Object Prompt -EQ 'five seconds').Body.parameters.duration | Should -Be 5
    }
}

Describe 'What is not an input' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
    }

    It 'is refused with and without -Prompt: <Name>' -ForEach @(
        @{ Name = '$null'; Value = { , $null } }
        @{ Name = 'empty text'; Value = { '' } }
        @{ Name = 'white space'; Value = { " `t" } }
        @{ Name = 'a number'; Value = { 42 } }
        @{ Name = 'a fraction'; Value = { 4.2 } }
        @{ Name = 'a URI'; Value = { [uri]'https://example.com/fox.png' } }
        @{ Name = 'an array'; Value = { , @('fox.png', 'owl.png') } }
        @{ Name = 'a date'; Value = { [datetime]'2026-01-01' } }
        @{ Name = 'a Boolean'; Value = { $true } }
        @{ Name = 'a process'; Value = { Get-Process -Id $PID } }
        @{ Name = 'a GUID'; Value = { [guid]'1f0c2b6e-53a4-6f10-9a52-0242ac120002' } }
        @{ Name = 'a file''s properties'; Value = { Get-Item fox.png | Select-Object FullName, Name } }
        @{ Name = 'a hashtable with a key that is not a parameter'; Value = { @{ Path2 = 'fox.png' } } }
        @{ Name = 'an empty object'; Value = { [pscustomobject]@{} } }
        @{ Name = 'an empty dictionary'; Value = { @{} } }
        @{ Name = 'bytes'; Value = { , [IO.File]::ReadAllBytes("$PWD/fox.png") } }
        @{ Name = 'a script block'; Value = { , { 'fox.png' } } }
    ) {
        foreach ($run in { & $Value | New-SeedanceVideo }, { & $Value | New-SeedanceVideo -Prompt x }, { & $Value | New-SeedanceRequest }, { & $Value | New-SeedanceRequest -Prompt x }) {
            $problem = Get-OnlyError $run
            $problem.FullyQualifiedErrorId | Should -Match '^Seedance\.(UnsupportedInput|InvalidRequest),'
            $null -ne $problem.TargetObject | Should -BeTrue
            $problem.ErrorDetails.RecommendedAction | Should -Match '\S'
        }

        Assert-NothingSent
    }

    It 'does not stop the inputs beside it' {
        $jobs = 'one', $null, 42, '', [uri]'https://example.com/', @{ x = 1 }, 'two' | New-SeedanceVideo -ErrorVariable problems -ErrorAction SilentlyContinue

        $jobs | Should -HaveCount 2
        $problems | Should -HaveCount 5
        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'one', 'two'
    }

    It 'is refused by the cmdlets that add guidance: <Name>' -ForEach @(
        @{ Name = '$null'; Value = { , $null } }
        @{ Name = 'empty text'; Value = { '' } }
        @{ Name = 'a number'; Value = { 42 } }
        @{ Name = 'a hashtable'; Value = { @{ Prompt = 'x' } } }
        @{ Name = 'an array with $null'; Value = { , @($null, 'fox.png') } }
    ) {
        Get-OnlyError { & $Value | Add-SeedanceImageReference } | Should -Not -BeNullOrEmpty
        Get-OnlyError { & $Value | Add-SeedanceStartFrame fox.png } | Should -Not -BeNullOrEmpty
        Get-OnlyError { New-SeedanceRequest x | Add-SeedanceImageReference (& $Value) | New-SeedanceVideo } | Should -Not -BeNullOrEmpty

        Assert-NothingSent
    }
}

Describe 'A variable that is misspelt' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
        $fox = Get-Item fox.png
    }

    It 'is refused: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceVideo $typo } }
        @{ Typed = { New-SeedanceVideo -InputObject $typo } }
        @{ Typed = { $fox | New-SeedanceVideo -Prompt $typo } }
        @{ Typed = { $fox | New-SeedanceVideo $typo } }
        @{ Typed = { New-SeedanceVideo x -Duration $typo } }
        @{ Typed = { New-SeedanceVideo x -Duration (Get-ChildItem none*) } }
        @{ Typed = { New-SeedanceVideo x -Width $typo -Height 720 } }
        @{ Typed = { New-SeedanceVideo x -Height $typo } }
        @{ Typed = { New-SeedanceVideo x -Size $typo } }
        @{ Typed = { New-SeedanceVideo x -AspectRatio $typo } }
        @{ Typed = { New-SeedanceVideo x -Mode $typo } }
        @{ Typed = { New-SeedanceVideo x -Seed $typo } }
        @{ Typed = { New-SeedanceVideo x -Audio $typo } }
        @{ Typed = { New-SeedanceVideo x -NoAudio:$typo } }
        @{ Typed = { New-SeedanceVideo x -Public:$typo } }
        @{ Typed = { New-SeedanceVideo x -StartFrame $typo } }
        @{ Typed = { New-SeedanceVideo x -EndFrame $typo } }
        @{ Typed = { New-SeedanceVideo x -ImageReference $typo } }
        @{ Typed = { New-SeedanceVideo x -VideoReference $typo } }
        @{ Typed = { New-SeedanceVideo x -AudioReference $typo } }
        @{ Typed = { New-SeedanceVideo x -Destination $typo } }
        @{ Typed = { New-SeedanceVideo x -JobName $typo } }
        @{ Typed = { New-SeedanceVideo x -IgnoreProperty $typo } }
        @{ Typed = { New-SeedanceVideo x -MaxInFlight $typo } }
        @{ Typed = { New-SeedanceVideo x -RetryTimeout $typo } }
        @{ Typed = { New-SeedanceVideo x -Wait:$typo } }
        @{ Typed = { New-SeedanceVideo x -Force:$typo } }
        @{ Typed = { New-SeedanceVideo -Path $typo } }
        @{ Typed = { New-SeedanceVideo -LiteralPath $typo } }
        @{ Typed = { New-SeedanceRequest $typo } }
        @{ Typed = { New-SeedanceRequest x -Duration $typo } }
        @{ Typed = { New-SeedanceRequest x | Add-SeedanceStartFrame $typo } }
        @{ Typed = { New-SeedanceRequest x | Add-SeedanceImageReference fox.png -Strength $typo } }
        @{ Typed = { New-SeedanceRequest x | Add-SeedanceImageReference fox.png -Order $typo } }
        @{ Typed = { Connect-Seedance -ApiKey (Get-ServerKey) -CreatesPerMinute $typo } }
    ) {
        Get-OnlyError $Typed | Should -Not -BeNullOrEmpty

        Assert-NothingSent
    }

    It 'is named, with what to check' {
        $problem = Get-OnlyError { New-SeedanceVideo x -StartFrame $typo }

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        "$problem" | Should -MatchExactly '-StartFrame'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'variable'
    }

    It 'is refused as empty text: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceVideo x -StartFrame '' } }
        @{ Typed = { New-SeedanceVideo x -Duration '' } }
        @{ Typed = { New-SeedanceVideo x -Size ' ' } }
        @{ Typed = { New-SeedanceVideo x -ImageReference 'fox.png', '' } }
        @{ Typed = { New-SeedanceVideo x -Destination '' } }
    ) {
        Get-OnlyError $Typed | Should -Not -BeNullOrEmpty

        Assert-NothingSent
    }
}

Describe 'A script block' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'that throws or gives nothing is the error of its input only: <Typed>' -ForEach @(
        @{ Typed = { Get-ChildItem *.png | New-SeedanceVideo -Prompt { if ($_.BaseName -eq 'fox') { throw 'no fox' } 'an owl' } } }
        @{ Typed = { $map = @{ owl = 'an owl' }; Get-ChildItem *.png | New-SeedanceVideo -Prompt { $map[$_.BaseName] } } }
        @{ Typed = { Get-ChildItem *.png | New-SeedanceVideo -Prompt { if ($_.BaseName -eq 'owl') { 'an owl' } } } }
        @{ Typed = { Get-ChildItem *.png | New-SeedanceVideo -Prompt { if ($_.BaseName -eq 'owl') { 'an owl' } else { '' } } } }
        @{ Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "an $_" } -StartFrame { if ($_ -eq 'fox') { throw 'no fox' } 'owl.png' } } }
        @{ Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "an $_" } -Audio { if ($_ -eq 'fox') { throw 'no fox' } $true } } }
        @{ Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "an $_" } -ImageReference { if ($_ -eq 'fox') { 1 / 0 } 'owl.png' } } }
        @{ Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "an $_" } -Duration { if ($_ -eq 'fox') { 8.5 } else { 5 } } } }
        @{ Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "an $_" } -Seed { if ($_ -eq 'fox') { $ErrorActionPreference = 'Stop'; Get-Item missing } 7 } } }
        @{ Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "an $_" } -Destination { if ($_ -eq 'fox') { throw 'no fox' } 'owl.mp4' } } }
        @{ Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "an $_" } -Destination { if ($_ -eq 'fox') { 'fox.avi' } else { 'owl.mp4' } } } }
    ) {
        $problem = Get-OnlyError $Typed

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.*'
        "$($problem.TargetObject)" | Should -MatchExactly 'fox'
        (Get-ServerJob).Prompt | Should -BeExactly 'an owl'
    }

    It 'has its own error in that of the input, and writes no other: <Block>' -ForEach @(
        @{ Block = { [int]::Parse('fox') }; Says = "The input string 'fox' was not in a correct format" }
        @{ Block = { Get-Content missing.txt }; Says = 'missing.txt' }
        @{ Block = { Write-Error 'no fox' }; Says = 'no fox' }
        @{ Block = { throw 'no fox' }; Says = 'no fox' }
    ) {
        $ErrorActionPreference = 'Continue'

        Get-Item fox.png | New-SeedanceVideo -Prompt $Block -ErrorAction SilentlyContinue -ErrorVariable problems

        "$problems" | Should -MatchExactly "^The script block of -Prompt failed: .*$(Literal $Says)"
        "$problems" | Should -Not -Match 'ErrorActionPreference'
        Assert-NothingSent
    }

    It 'is accepted by every parameter that a row can have' {
        New-TestImage end.png

        'x' | New-SeedanceVideo -Prompt { "shot $_" } -Duration { 5 } -Width { 864 } -Height { 496 } -Seed { 7 } -Audio { $false } -StartFrame { 'fox.png' } -EndFrame { Get-Item end.png } -Destination { 'x.mp4' }
        'y' | New-SeedanceVideo -Prompt { "shot $_" } -Size { '480p' } -AspectRatio { '1:1' } -ImageReference { 'fox.png', 'owl.png' }

        $first, $second = (Get-ServerJob | Sort-Object Prompt).Body.parameters
        $first.prompt, $first.duration, $first.width, $first.seed, $first.motion_has_audio | Should -Be 'shot x', 5, 864, 7, $false
        'x.mp4' | Should -Exist
        $second.width, $second.height | Should -Be 640, 640
        $second.guidances.image_reference | Should -HaveCount 2
    }
}

Describe 'A value' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
    }

    It 'is refused when it is not exactly a whole number: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceVideo x -Duration 8.5 }; Says = '-Duration 8.5' }
        @{ Typed = { New-SeedanceVideo x -Duration '5.7' }; Says = '5.7' }
        @{ Typed = { New-SeedanceVideo x -Duration '1,2' }; Says = '1,2' }
        @{ Typed = { New-SeedanceVideo x -Duration $true }; Says = 'True' }
        @{ Typed = { New-SeedanceVideo x -Duration 4, 5 }; Says = '-Duration' }
        @{ Typed = { New-SeedanceVideo x -Width '1,280' -Height 720 }; Says = '1,280' }
        @{ Typed = { New-SeedanceVideo x -Height 719.6 }; Says = '719.6' }
        @{ Typed = { New-SeedanceVideo x -Seed 1e2.5 }; Says = '1e2.5' }
        @{ Typed = { New-SeedanceVideo x -Seed 7.5 }; Says = '7.5' }
        @{ Typed = { New-SeedanceVideo x -Duration 99999999999 }; Says = '99999999999' }
        @{ Typed = { New-SeedanceRequest x | Add-SeedanceImageReference fox.png -Order 0.7 | New-SeedanceVideo }; Says = '0.7' }
        @{ Typed = { New-SeedanceRequest x | Add-SeedanceImageReference fox.png -Order '1,0' | New-SeedanceVideo }; Says = '1,0' }
        @{ Typed = { New-SeedanceVideo x -MaxInFlight '1,0' }; Says = '1,0' }
        @{ Typed = { New-SeedanceVideo x -ThrottleLimit 1.5 }; Says = '1.5' }
    ) {
        "$(Get-OnlyError $Typed)" | Should -MatchExactly (Literal $Says)

        Assert-NothingSent
    }

    It 'means the same in every culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            Get-OnlyError { New-SeedanceVideo x -Duration '1.0' } | Should -Not -BeNullOrEmpty
            "$(Get-OnlyError { New-SeedanceVideo x -Duration 8.5 })" | Should -MatchExactly '8\.5'
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }

        Assert-NothingSent
    }

    It 'is a whole number of any type' {
        New-SeedanceVideo x -Duration 5.0 -Seed ([decimal]4294967295) -Width ([byte]64) -Height '720' -WarningAction SilentlyContinue

        $sent = (Get-ServerJob).Body.parameters
        $sent.duration, $sent.seed, $sent.width, $sent.height | Should -Be 5, 4294967295, 64, 720
    }

    It 'is refused when it is of another type: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceVideo -Prompt (Get-Item fox.png) } }
        @{ Typed = { New-SeedanceVideo -Prompt 'one', 'two' } }
        @{ Typed = { New-SeedanceVideo x -Audio 'loud' } }
        @{ Typed = { New-SeedanceVideo x -Audio 2 } }
        @{ Typed = { New-SeedanceVideo x -Public:'maybe' } }
        @{ Typed = { New-SeedanceVideo x -Public:{ $false } } }
        @{ Typed = { New-SeedanceVideo x -JobName 'a', 'b' } }
        @{ Typed = { New-SeedanceVideo x -Audio $true -NoAudio } }
        @{ Typed = { New-SeedanceVideo x -StartFrame 42 } }
        @{ Typed = { New-SeedanceVideo x -StartFrame ([uri]'fox.png') } }
        @{ Typed = { New-SeedanceVideo x -StartFrame @{ Path = 'fox.png' } } }
        @{ Typed = { New-SeedanceVideo x -ImageReference @($null, 'fox.png') } }
        @{ Typed = { New-SeedanceVideo x -StartFrame ([byte[]](1, 2, 3)) } }
        @{ Typed = { New-SeedanceVideo x -StartFrame ([IO.File]::ReadAllBytes("$PWD/fox.png")[0..20] -as [byte[]]) } }
        @{ Typed = { New-SeedanceRequest x | Add-SeedanceImageReference -Id nonsense | New-SeedanceVideo } }
    ) {
        Get-OnlyError $Typed | Should -Not -BeNullOrEmpty

        Assert-NothingSent
    }

    It 'of a switch is what its text says' {
        New-SeedanceVideo x -Public:'false' -NoAudio:'FALSE'

        (Get-ServerJob).Body.public | Should -BeFalse
        (Get-ServerJob).Body.parameters.motion_has_audio | Should -BeTrue
    }

    It 'of an image as bytes is sent as it is' {
        $bytes = [IO.File]::ReadAllBytes("$PWD/fox.png")

        New-SeedanceVideo x -StartFrame $bytes

        (Get-SentGuidance).start_frame[0].image.data | Should -BeExactly ([Convert]::ToBase64String($bytes))
    }

    It 'keeps the strength and the order of an image reference' {
        $draft = New-SeedanceRequest x | Add-SeedanceImageReference fox.png -Strength High -Order 3

        New-SeedanceVideo y -ImageReference $draft.ImageReferences
        Get-OnlyError { New-SeedanceVideo z -StartFrame $draft.ImageReferences[0] } | Should -Not -BeNullOrEmpty

        $reference = (Get-SentGuidance).image_reference[0]
        $reference.strength, $reference.order | Should -Be 'HIGH', 3
    }
}

Describe 'A draft' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'is overridden by what the command says, both ways: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceRequest x -Public | New-SeedanceVideo -Public:$false }; Key = 'public'; Sent = $false }
        @{ Typed = { New-SeedanceRequest x -Public | New-SeedanceVideo }; Key = 'public'; Sent = $true }
        @{ Typed = { New-SeedanceRequest x -NoAudio | New-SeedanceVideo -NoAudio:$false }; Key = 'motion_has_audio'; Sent = $true }
        @{ Typed = { New-SeedanceRequest x -NoAudio | New-SeedanceVideo }; Key = 'motion_has_audio'; Sent = $false }
        @{ Typed = { New-SeedanceRequest x | New-SeedanceVideo -Size 480p }; Key = 'width'; Sent = 864 }
        @{ Typed = { New-SeedanceRequest x -AspectRatio 9:16 | New-SeedanceVideo -Size 480p }; Key = 'width'; Sent = 496 }
        @{ Typed = { New-SeedanceRequest x -Size 480p | New-SeedanceVideo -AspectRatio 1:1 }; Key = 'width'; Sent = 640 }
        @{ Typed = { New-SeedanceRequest x -Width 864 -Height 496 | New-SeedanceVideo -Duration 5 }; Key = 'width'; Sent = 864 }
    ) {
        & $Typed

        $body = (Get-ServerJob).Body
        $(if ($Key -eq 'public') { $body.public } else { $body.parameters.$Key }) | Should -Be $Sent
    }

    It 'of another shape needs both -Size and -AspectRatio' {
        $problem = Get-OnlyError { New-SeedanceRequest x -Width 1000 -Height 600 | New-SeedanceVideo -Size 480p }

        "$problem" | Should -MatchExactly '-AspectRatio'
        Assert-NothingSent
    }

    It 'that went through <Name> is refused whole, with the way to keep it' -ForEach @(
        @{ Name = 'Export-Clixml'; Through = { $input | Export-Clixml draft.xml; Import-Clixml draft.xml } }
        @{ Name = 'a job'; Through = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($input)[0], 5)) } }
    ) {
        $draft = New-SeedanceRequest 'a fox' -Public | Add-SeedanceImageReference fox.png | & $Through

        foreach ($run in { $draft | New-SeedanceVideo }, { $draft | New-SeedanceVideo -Prompt x }, { New-SeedanceVideo $draft }, { $draft | New-SeedanceRequest }) {
            $problem = Get-OnlyError $run
            Assert-Error $problem -Id UnsupportedInput -Category InvalidType
            "$problem" | Should -MatchExactly 'Deserialized\.Seedance\.SeedanceRequest'
            $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'ConvertTo-SeedanceJson'
            $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'ConvertFrom-SeedanceJson'
        }

        Get-OnlyError { $draft | Test-SeedanceRequest } | Should -Not -BeNullOrEmpty
        Get-OnlyError { $draft | ConvertTo-SeedanceJson } | Should -Not -BeNullOrEmpty
        Get-OnlyError { $draft | Add-SeedanceImageReference owl.png } | Should -Not -BeNullOrEmpty
        Assert-NothingSent
    }

    It 'is not made of a hashtable behind the user''s back' {
        Get-OnlyError { @{ Prompt = 'x'; Seed = 8.5 } | ConvertTo-SeedanceJson } | Should -Not -BeNullOrEmpty
        Get-OnlyError { @{ Prompt = 'x' } | Test-SeedanceRequest } | Should -Not -BeNullOrEmpty
    }
}

Describe 'An earlier generation' {
    BeforeEach { Reset-Workplace }

    It 'that went through Export-Clixml is refused' {
        New-SeedanceVideo 'a fox' -Wait | Export-Clixml job.xml
        $sent = @(Get-ServerRequest).Count

        $problem = Get-OnlyError { Import-Clixml job.xml | New-SeedanceVideo -Prompt 'The fox runs on' }

        Assert-Error $problem -Id UnsupportedInput -Category InvalidType
        "$problem" | Should -MatchExactly 'Deserialized\.Seedance\.SeedanceGeneration'
        Get-ServerRequest | Should -HaveCount $sent
    }
}

Describe 'A job of the journal' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'is submitted again exactly as it was' {
        $null = Get-OnlyError { 'a fox [[fails]]' | New-SeedanceVideo -StartFrame fox.png -EndFrame owl.png -Duration 5 -Size 480p -Public -NoAudio -Wait }

        $again = Get-SeedanceJob -Status Failed | New-SeedanceVideo

        $again | Should -HaveCount 1
        $first, $second = Get-ServerJob
        $second.Body | ConvertTo-Json -Depth 9 | Should -BeExactly ($first.Body | ConvertTo-Json -Depth 9)
        Get-ServerUpload | Should -HaveCount 2
    }

    It 'keeps its references, their strength and their order' {
        New-SeedanceRequest x | Add-SeedanceImageReference fox.png, owl.png -Strength Low -Order 1 | New-SeedanceVideo
        Get-SeedanceJob | New-SeedanceVideo -Prompt y

        $first, $second = Get-ServerJob
        $second.Prompt | Should -BeExactly 'y'
        $second.Body.parameters.guidances | ConvertTo-Json -Depth 9 | Should -BeExactly ($first.Body.parameters.guidances | ConvertTo-Json -Depth 9)
    }

    It 'is refused when <Name>' -ForEach @(
        @{ Name = 'its file is gone'; Change = { Remove-Item fox.png } }
        @{ Name = 'its file has changed'; Change = { Add-Content fox.png 'another fox' } }
    ) {
        New-SeedanceVideo x -StartFrame fox.png
        & $Change

        $problem = Get-OnlyError { Get-SeedanceJob | New-SeedanceVideo }

        "$problem" | Should -MatchExactly 'fox\.png'
        Get-ServerJob | Should -HaveCount 1
    }

    It 'is refused when its image was given as bytes, which the journal does not keep' {
        New-SeedanceVideo x -StartFrame ([IO.File]::ReadAllBytes("$PWD/fox.png"))

        Get-OnlyError { Get-SeedanceJob | New-SeedanceVideo } | Should -Not -BeNullOrEmpty

        Get-ServerJob | Should -HaveCount 1
    }

    It 'is refused while it may exist on the service' {
        Reset-Workplace -Options @{ ListShowsJobs = $false }
        Add-ServerFault -Request 'POST /api/rest/v2/generations' -AfterProcessing -Drop
        $null = Get-OnlyError { New-SeedanceVideo x -RetryTimeout 1 }

        $problem = Get-OnlyError { Get-SeedanceJob | New-SeedanceVideo }

        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Resume-SeedanceGeneration'
        Get-ServerJob | Should -HaveCount 1
    }
}

Describe 'An image beside a -StartFrame' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'is not dropped: the input is refused' {
        $problem = Get-OnlyError { Get-Item fox.png | New-SeedanceVideo -StartFrame owl.png }

        "$problem" | Should -MatchExactly '-StartFrame'
        Assert-NothingSent
    }

    It 'is not dropped by the cmdlets that add guidance either' {
        Get-OnlyError { Get-Item fox.png | Add-SeedanceImageReference owl.png } | Should -Not -BeNullOrEmpty
    }
}

Describe 'A damaged file' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
    }

    It 'is the error of its input only: <Name>' -ForEach @(
        # The size of a box as a number that overflows every sum.
        @{ Name = 'a box of 2^63 - 1 bytes'; Size = 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }
        @{ Name = 'a box of 2^64 - 1 bytes'; Size = 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }
    ) {
        $ftyp = 0, 0, 0, 16 + [Text.Encoding]::ASCII.GetBytes('ftypisom') + 0, 0, 0, 0
        [IO.File]::WriteAllBytes("$PWD/bad.mp4", $ftyp + (0, 0, 0, 1) + [Text.Encoding]::ASCII.GetBytes('moov') + $Size)

        $problem = Get-OnlyError { Get-ChildItem *.* | New-SeedanceVideo -Prompt x }

        "$($problem.TargetObject)" | Should -MatchExactly 'bad\.mp4'
        Get-ServerJob | Should -HaveCount 1
    }
}

Describe 'A caption file' {
    BeforeEach {
        Reset-Workplace
        $null = New-Item -ItemType Directory pics
        New-TestImage pics/fox.png, pics/owl.png
        Set-Content pics/fox.txt 'A fox runs through snow'
    }

    It 'is passed over in the pipeline: <Typed>' -ForEach @(
        @{ Typed = { Get-ChildItem pics | New-SeedanceVideo } }
        @{ Typed = { New-SeedanceVideo pics/* } }
        @{ Typed = { New-SeedanceVideo (Get-ChildItem pics) } }
        @{ Typed = { (Get-ChildItem pics).FullName | New-SeedanceVideo } }
        @{ Typed = { New-SeedanceVideo -Path pics/* } }
    ) {
        & $Typed

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'A fox runs through snow', $neutralPrompt
    }

    It 'is passed over when images are gathered into a draft' {
        Get-ChildItem pics | Add-SeedanceImageReference | New-SeedanceVideo -Prompt x

        (Get-SentGuidance).image_reference | Should -HaveCount 2
    }

    It 'is used and passed over whatever the extension of its image is: <_>' -ForEach 'hare.PNG', 'hare.jfif' {
        Remove-Item pics/*
        New-TestImage pics/$_
        Set-Content pics/hare.txt 'A hare'

        Get-ChildItem pics | New-SeedanceVideo

        (Get-ServerJob).Prompt | Should -BeExactly 'A hare'
    }

    It 'is an error without its image' {
        Set-Content pics/hare.txt 'A hare'

        $problem = Get-OnlyError { Get-ChildItem pics | New-SeedanceVideo }

        "$problem" | Should -MatchExactly 'hare\.txt'
        Get-ServerJob | Should -HaveCount 2
    }

    It 'can be <Name>' -ForEach @(
        @{ Name = 'UTF-8'; Encoding = 'utf8NoBOM' }
        @{ Name = 'UTF-8 with a byte order mark'; Encoding = 'utf8BOM' }
        @{ Name = 'UTF-16'; Encoding = 'unicode' }
        @{ Name = 'big-endian UTF-16'; Encoding = 'bigendianunicode' }
    ) {
        Set-Content pics/fox.txt 'Ein Fuchs läuft durch den Schnee 🦊' -Encoding $Encoding

        Get-Item pics/fox.png | New-SeedanceVideo

        (Get-ServerJob).Prompt | Should -BeExactly 'Ein Fuchs läuft durch den Schnee 🦊'
    }

    It 'is refused in another encoding' {
        [IO.File]::WriteAllBytes("$PWD/pics/fox.txt", [Text.Encoding]::Latin1.GetBytes('Ein Fuchs läuft'))

        $problem = Get-OnlyError { Get-Item pics/fox.png | New-SeedanceVideo }

        Assert-Error $problem -Id InvalidMedia -Category InvalidData
        "$problem" | Should -MatchExactly 'fox\.txt'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'UTF-8'
        Assert-NothingSent
    }
}

Describe 'The order of image references' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'starts again for each draft' {
        $drafts = 'one', 'two' | New-SeedanceRequest | Add-SeedanceImageReference fox.png, owl.png -Order 0

        $drafts[0].ImageReferences.Order | Should -Be 0, 1
        $drafts[1].ImageReferences.Order | Should -Be 0, 1
    }

    It 'goes on where images are gathered' {
        (Get-ChildItem *.png | Add-SeedanceImageReference -Order 0).ImageReferences.Order | Should -Be 0, 1
    }

    It 'is that of the command for a draft that has references' {
        $draft = New-SeedanceRequest x | Add-SeedanceImageReference fox.png -Order 0 | Add-SeedanceImageReference owl.png -Order 5

        $draft.ImageReferences.Order | Should -Be 0, 5
    }
}
