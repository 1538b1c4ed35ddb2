# Uploads: sent once for each content, read and deleted by ID.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'Send-SeedanceMedia' {
    BeforeEach {
        Reset-Workplace -Options @{ MediaReadyAfter = '00:00:00' }
        New-TestImage fox.png
    }

    It 'reports a file that is missing' {
        $problem = Get-OnlyError { Send-SeedanceMedia missing.png }

        Assert-Error $problem -Id MissingFile -Category ObjectNotFound
        "$($problem.TargetObject)" | Should -MatchExactly 'missing\.png'
        "$problem" | Should -MatchExactly 'missing\.png'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'uploads an image once for many videos' {
        $image = Send-SeedanceMedia fox.png

        'one', 'two', 'three' | New-SeedanceVideo -StartFrame $image

        Get-ServerUpload | Should -HaveCount 1
        Get-ServerJob | Should -HaveCount 3
    }

    It 'uploads the same content once, whatever its file is called' {
        Copy-Item fox.png copy.png

        1..20 | ForEach-Object { "shot $_" } | New-SeedanceVideo -StartFrame fox.png -EndFrame copy.png
        Send-SeedanceMedia copy.png

        Get-ServerUpload | Should -HaveCount 1
        Get-ServerJob | Should -HaveCount 20
    }

    It 'uploads it again with -Force' {
        Send-SeedanceMedia fox.png

        Send-SeedanceMedia fox.png -Force

        Get-ServerUpload | Should -HaveCount 2
    }

    It 'uploads <File> again when the service has deleted it' -ForEach @{ File = 'fox.png' }, @{ File = 'video.mp4' } {
        New-TestVideo video.mp4
        Send-SeedanceMedia $File | Remove-SeedanceMedia

        $video = Get-ChildItem $File | New-SeedanceVideo -Prompt 'a fox'

        $video | Should -HaveCount 1
        Get-ServerRequest -Like 'POST /uploads*' | Should -HaveCount 2
        Get-ServerJob | Should -HaveCount 1
    }

    It 'sends nothing with -WhatIf' {
        $output = Send-SeedanceMedia fox.png -WhatIf

        $output | Should -BeNullOrEmpty
        Get-ServerRequest | Should -BeNullOrEmpty
    }
}

Describe 'Get-SeedanceMedia and Remove-SeedanceMedia' {
    BeforeEach { Reset-Workplace -Options @{ MediaReadyAfter = '00:00:00' } }

    It 'read and delete uploads by ID' {
        New-TestImage image.png
        New-TestVideo video.mp4
        New-TestAudio audio.wav
        $media = Send-SeedanceMedia image.png, video.mp4, audio.wav -ThrottleLimit 1

        ($media | Get-SeedanceMedia -ThrottleLimit 1).Kind | Should -Be 'Image', 'Video', 'Audio'
        $media | Remove-SeedanceMedia

        Get-ServerUpload | Should -BeNullOrEmpty
        (Get-OnlyError { Get-SeedanceMedia $media[0].Id }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.NotFound*'
    }
}
