# The destination of a video is checked before anything is paid.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'A destination' {
    BeforeEach {
        Reset-Workplace
        Set-Content blocked 'a file where a folder is needed'
    }

    It 'is refused once for the command, before anything is sent: <Destination>' -ForEach @(
        @{ Destination = 'videos/{sorceName}.mp4'; Says = '{sorceName}'; Allowed = '{sourceName}' }
        @{ Destination = '{id}/{what}'; Says = '{what}'; Allowed = '{index}' }
        @{ Destination = 'x.avi'; Says = 'x.avi'; Allowed = '.mp4' }
        @{ Destination = 'videos/x.mov'; Says = 'x.mov'; Allowed = '.mp4' }
        @{ Destination = 'blocked/videos'; Says = 'blocked'; Allowed = 'folder' }
        @{ Destination = 'blocked/x.mp4'; Says = 'blocked'; Allowed = 'folder' }
        @{ Destination = 'blocked'; Says = 'blocked'; Allowed = 'folder' }
        @{ Destination = 'env:videos'; Says = 'env:videos'; Allowed = 'folder' }
        @{ Destination = 'nodrive:videos'; Says = 'nodrive:videos'; Allowed = 'folder' }
        @{ Destination = "$('ä' * 130).mp4"; Says = 'ä'; Allowed = 'bytes' }
    ) {
        foreach ($run in { 'one', 'two' | New-SeedanceVideo -Destination $Destination }, { 'one', 'two' | New-SeedanceVideo -Destination $Destination -WhatIf }) {
            $problem = Get-OnlyError $run
            Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
            "$problem" | Should -MatchExactly '-Destination'
            "$problem" | Should -MatchExactly (Literal $Says)
            "$problem" | Should -MatchExactly (Literal $Allowed)
        }

        Get-ServerRequest | Should -BeNullOrEmpty
        Get-TestFile | Should -BeExactly 'blocked'
    }

    # Linux has a folder that is always read-only: /sys.
    It 'is refused where nothing can be written' -Skip:(-not $IsLinux) {
        $problem = Get-OnlyError { 'one', 'two' | New-SeedanceVideo -Destination /sys/videos }

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        "$problem" | Should -MatchExactly '/sys'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'is not written to by the check' {
        $null = New-SeedanceVideo 'one' -Destination videos/deep -WhatIf
        $null = Get-OnlyError { New-SeedanceVideo 'one' -Duration 3 -Destination videos/deep }

        Get-ChildItem -Force | Should -HaveCount 1
    }

    It 'is the error of its input only when it is a cell' {
        $problem = Get-OnlyError { [pscustomobject]@{ Prompt = 'one'; Destination = 'one.avi' }, [pscustomobject]@{ Prompt = 'two'; Destination = 'two.mp4' } | New-SeedanceVideo }

        "$problem" | Should -MatchExactly 'one\.avi'
        (Get-ServerJob).Prompt | Should -BeExactly 'two'
    }

    It 'can be a folder that has a name with braces or an extension' {
        $null = New-Item -ItemType Directory 'takes {v1}', films.avi

        New-SeedanceVideo 'one' -Destination 'takes {v1}'
        New-SeedanceVideo 'two' -Destination (Get-Item films.avi)

        Get-ChildItem 'takes {v1}/*.mp4', 'films.avi/*.mp4' | Should -HaveCount 2
    }

    It 'is checked by Save-SeedanceVideo too, once, and no video is downloaded: <_>' -ForEach '{sorceName}.mp4', 'x.avi', 'blocked/videos' {
        $destination = $_
        $jobs = 'one', 'two' | New-SeedanceVideo -Wait

        $problem = Get-OnlyError { $jobs | Save-SeedanceVideo -Destination $destination }
        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        (Get-OnlyError { $jobs | Save-SeedanceVideo $destination }).FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.InvalidRequest,*'

        Get-ServerRequest -Like 'GET /videos/*' | Should -BeNullOrEmpty
    }
}
