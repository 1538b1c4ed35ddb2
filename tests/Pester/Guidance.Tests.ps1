# What guides a video: a start frame, an end frame, and image, video and audio references.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    function Get-SentGuidance { (Get-ServerJob)[-1].Body.parameters.guidances }

    function New-GuidedRequest($Start, $End, $Images, $Videos, $Audios) {
        $image, $video, $audio = Send-SeedanceMedia ref1.png, video.mp4, song.wav -ThrottleLimit 1
        $draft = New-SeedanceRequest 'a prompt'
        if ($Start) { $draft = $draft | Add-SeedanceStartFrame $image }
        if ($End) { $draft = $draft | Add-SeedanceEndFrame $image }
        if ($Images) { $draft = $draft | Add-SeedanceImageReference @(1..$Images | ForEach-Object { $image }) }
        if ($Videos) { $draft = $draft | Add-SeedanceVideoReference @(1..$Videos | ForEach-Object { $video }) }
        if ($Audios) { $draft = $draft | Add-SeedanceAudioReference @(1..$Audios | ForEach-Object { $audio }) }
        $draft
    }
}

AfterAll { Stop-Workplace }

Describe 'Guidances' {
    BeforeEach {
        Reset-Workplace -Options @{ MediaReadyAfter = '00:00:00' }
        New-TestImage ref1.png, ref2.png
        New-TestVideo video.mp4
        New-TestAudio song.wav
    }

    # How many of each are in one draft. The table is the model's.
    It 'are accepted together: <Start> start frame, <End> end frame, <Images> image, <Videos> video and <Audios> audio references' -ForEach @(
        @{ Start = 1; End = 0; Images = 0; Videos = 0; Audios = 0 }
        @{ Start = 1; End = 1; Images = 0; Videos = 0; Audios = 0 }
        @{ Start = 0; End = 0; Images = 1; Videos = 0; Audios = 0 }
        @{ Start = 0; End = 0; Images = 4; Videos = 0; Audios = 0 }
        @{ Start = 0; End = 0; Images = 0; Videos = 1; Audios = 0 }
        @{ Start = 0; End = 0; Images = 0; Videos = 3; Audios = 0 }
        @{ Start = 0; End = 0; Images = 1; Videos = 0; Audios = 1 }
        @{ Start = 0; End = 0; Images = 0; Videos = 1; Audios = 1 }
        @{ Start = 0; End = 0; Images = 4; Videos = 3; Audios = 1 }
        @{ Start = 0; End = 0; Images = 1; Videos = 1; Audios = 0 }
    ) {
        $draft = New-GuidedRequest @_

        $draft | Test-SeedanceRequest -Quiet | Should -BeTrue
        $draft | New-SeedanceVideo

        $guidances = Get-SentGuidance
        $counts = 'start_frame', 'end_frame', 'image_reference', 'video_reference_base', 'audio_reference' | ForEach-Object { @($guidances.$_ | Where-Object { $_ }).Count }
        $counts | Should -Be $Start, $End, $Images, $Videos, $Audios
    }

    It 'are rejected together: <Start> start frame, <End> end frame, <Images> image, <Videos> video and <Audios> audio references' -ForEach @(
        @{ Start = 0; End = 1; Images = 0; Videos = 0; Audios = 0 }
        @{ Start = 0; End = 0; Images = 5; Videos = 0; Audios = 0 }
        @{ Start = 0; End = 0; Images = 0; Videos = 4; Audios = 0 }
        @{ Start = 0; End = 0; Images = 0; Videos = 0; Audios = 1 }
        @{ Start = 0; End = 0; Images = 1; Videos = 0; Audios = 2 }
        @{ Start = 1; End = 0; Images = 1; Videos = 0; Audios = 0 }
        @{ Start = 1; End = 1; Images = 1; Videos = 0; Audios = 0 }
        @{ Start = 0; End = 1; Images = 1; Videos = 0; Audios = 0 }
        @{ Start = 1; End = 0; Images = 0; Videos = 1; Audios = 0 }
        @{ Start = 0; End = 1; Images = 0; Videos = 1; Audios = 0 }
        @{ Start = 1; End = 0; Images = 0; Videos = 0; Audios = 1 }
        @{ Start = 0; End = 1; Images = 0; Videos = 0; Audios = 1 }
        @{ Start = 1; End = 0; Images = 1; Videos = 0; Audios = 1 }
    ) {
        $draft = New-GuidedRequest @_

        $draft | Test-SeedanceRequest -Quiet | Should -BeFalse
        $problem = Get-OnlyError { $draft | New-SeedanceVideo }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.InvalidRequest*'
        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'have the type <Type> for <Typed>' -ForEach @(
        @{ Type = 'UPLOADED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png } }
        @{ Type = 'UPLOADED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference -LiteralPath ./ref1.png } }
        @{ Type = 'UPLOADED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference (Get-Item ref1.png) } }
        @{ Type = 'UPLOADED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference (Send-SeedanceMedia ref1.png) } }
        @{ Type = 'UPLOADED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference (Send-SeedanceMedia ref1.png).Id } }
        @{ Type = 'UPLOADED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference -Id (Send-SeedanceMedia ref1.png).Id -Type Uploaded } }
        @{ Type = 'GENERATED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference -Id (New-SeedanceVideo x -Wait).VideoId -Type Generated } }
        @{ Type = 'URL'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference https://example.com/fox.png } }
        @{ Type = 'URL'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ([uri]'https://example.com/fox.png') } }
        @{ Type = 'BASE64'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ([IO.File]::ReadAllBytes("$PWD/ref1.png")) } }
        @{ Type = 'GENERATED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceVideoReference (New-SeedanceVideo x -Wait) } }
        @{ Type = 'UPLOADED'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceVideoReference video.mp4 } }
    ) {
        & $Typed | New-SeedanceVideo

        $guidance = @((Get-SentGuidance).PSObject.Properties)
        $guidance | Should -HaveCount 1
        $reference = @($guidance[0].Value[0].PSObject.Properties)
        $reference | Should -HaveCount 1
        $reference[0].Value.type | Should -BeExactly $Type
    }

    It 'are collected from the pipeline into one draft' {
        Get-ChildItem ref*.png | Add-SeedanceImageReference -Strength High | Add-SeedanceAudioReference song.wav | New-SeedanceVideo -Prompt 'Dance to the song'

        (Get-SentGuidance).image_reference | Should -HaveCount 2
        (Get-SentGuidance).image_reference.strength | Should -BeExactly 'HIGH', 'HIGH'
        (Get-SentGuidance).audio_reference | Should -HaveCount 1
    }

    It 'are found by a wildcard' {
        New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref*.png | New-SeedanceVideo

        (Get-SentGuidance).image_reference | Should -HaveCount 2
    }

    It 'are sent with <Sent> for <Typed>' -ForEach @(
        @{ Sent = '{}'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png } }
        @{ Sent = '{"strength":"LOW"}'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png -Strength Low } }
        @{ Sent = '{"strength":"MID"}'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png -Strength Mid } }
        @{ Sent = '{"strength":"HIGH","order":0}'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png -Strength High -Order 0 } }
        @{ Sent = '{"order":7}'; Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png -Order 7 } }
    ) {
        & $Typed | New-SeedanceVideo

        $reference = (Get-SentGuidance).image_reference[0]
        $reference.PSObject.Properties.Remove('image')
        $reference | ConvertTo-Json -Compress | Should -BeExactly $Sent
    }

    It 'are rejected with a strength or an order that the API does not have: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png -Order -1 | New-SeedanceVideo } }
        @{ Typed = { New-SeedanceRequest 'a prompt' | Add-SeedanceImageReference ref1.png -Strength Fierce | New-SeedanceVideo } }
    ) {
        Get-OnlyError $Typed | Should -Not -BeNullOrEmpty

        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'are rejected when a file only has the name of an image' {
        Set-Content text.png 'This is not an image.'

        $problem = Get-OnlyError { New-SeedanceRequest 'x' | Add-SeedanceStartFrame text.png }

        Assert-Error $problem -Id InvalidMedia -Category InvalidData
        "$($problem.TargetObject)" | Should -MatchExactly 'text\.png'
        "$problem" | Should -MatchExactly 'text\.png'
        Get-ServerRequest | Should -BeNullOrEmpty
    }
}
