# Videos: what New-SeedanceVideo accepts, and how Save-SeedanceVideo writes them to disk.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    # What an image without a caption file gets, and what the help names.
    $neutralPrompt = 'Bring this picture to life with natural, subtle motion.'
}

AfterAll { Stop-Workplace }

Describe 'What New-SeedanceVideo accepts' {
    BeforeEach {
        Reset-Workplace -Options @{ MediaReadyAfter = '00:00:00' }
        New-TestImage fox.png
    }

    It 'makes the videos <Prompts> from <Typed>' -ForEach @(
        @{ Prompts = 'a fox', 'an owl'; Typed = { 'a fox', 'an owl' | New-SeedanceVideo } }
        @{ Prompts = @('a fox'); Typed = { New-SeedanceVideo 'a fox' } }
        @{ Prompts = 'one fox', 'one owl'; Typed = { 'fox', 'owl' | New-SeedanceVideo -Prompt { "one $_" } } }
        @{ Prompts = @('a prompt'); Typed = { 'fox.png' | New-SeedanceVideo -Prompt 'a prompt' } }
        @{ Prompts = @('a prompt'); Typed = { New-SeedanceVideo -Path *.png -Prompt 'a prompt' } }
        @{ Prompts = @('a prompt'); Typed = { New-SeedanceVideo -LiteralPath ./fox.png -Prompt 'a prompt' } }
        @{ Prompts = @('a draft'); Typed = { New-SeedanceRequest 'a draft' | New-SeedanceVideo } }
        @{ Prompts = @('a prompt'); Typed = { New-SeedanceRequest 'a draft' | New-SeedanceVideo -Prompt 'a prompt' } }
        @{ Prompts = @('a row'); Typed = { [pscustomobject]@{ Prompt = 'a row'; Duration = '5' } | New-SeedanceVideo } }
        @{ Prompts = @('a prompt'); Typed = { Send-SeedanceMedia fox.png | New-SeedanceVideo -Prompt 'a prompt' } }
    ) {
        & $Typed

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly $Prompts
    }

    It 'takes the prompt of an image from its caption file, otherwise a neutral prompt' {
        New-TestImage owl.png
        Set-Content fox.txt 'A fox runs through snow'

        Get-ChildItem *.png | New-SeedanceVideo

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'A fox runs through snow', $neutralPrompt
    }

    It 'takes the neutral prompt for a draft that has only a start frame' {
        Get-ChildItem fox.png | Add-SeedanceStartFrame | New-SeedanceVideo

        (Get-ServerJob).Prompt | Should -BeExactly $neutralPrompt
    }

    It 'names the neutral prompt in its help' {
        Get-Content "$((Get-Module Seedance).ModuleBase)/en-US/about_Seedance.help.txt" -Raw | Should -MatchExactly (Literal $neutralPrompt)
    }

    It 'makes the prompt of each image with a script block' {
        New-TestImage owl.png

        Get-ChildItem *.png | New-SeedanceVideo -Prompt { "Slow dolly over $($_.BaseName)" }

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'Slow dolly over fox', 'Slow dolly over owl'
    }

    It 'takes a name with brackets literally when there is such a file' {
        New-TestImage 'fox[1].png', fox1.png

        New-SeedanceVideo -Path 'fox[1].png'
        New-SeedanceVideo -LiteralPath 'fox[1].png'
        Get-ChildItem -LiteralPath 'fox[1].png' | New-SeedanceVideo

        (Get-ServerUpload).Sha256 | Select-Object -Unique | Should -HaveCount 1
        Get-ServerJob | Should -HaveCount 3
    }

    It 'extends a video that is piped as a generation' {
        New-SeedanceVideo 'a fox' -Seed 7 -Duration 5 -Wait | New-SeedanceVideo -Prompt 'The fox runs on'

        $first, $second = Get-ServerJob
        $sent = $second.Body.parameters
        $sent.guidances.video_reference_base[0].video.id | Should -BeExactly $first.VideoId
        $sent.prompt | Should -BeExactly 'The fox runs on'
        $sent.seed | Should -Not -Be 7
        $sent.duration | Should -Be 8
    }

    It 'takes a video file as a video reference' {
        New-TestVideo video.mp4

        Get-ChildItem video.mp4 | New-SeedanceVideo -Prompt 'in watercolour'

        (Get-ServerJob).Body.parameters.guidances.video_reference_base | Should -HaveCount 1
    }

    It 'reports that audio alone is not enough' {
        New-TestAudio song.wav

        $problem = Get-OnlyError { Get-ChildItem song.wav | New-SeedanceVideo -Prompt x }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.UnsupportedInput*'
        "$problem" | Should -MatchExactly 'Add-SeedanceAudioReference song\.wav'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'accepts script blocks for every parameter that binds from the pipeline' {
        New-TestImage ref1.png, ref2.png

        '1', '2' | New-SeedanceVideo -Prompt { "shot $_" } -Duration { 3 + $_ } -Width { 864 } -Height { 496 } -Seed { $_ } -Audio { $_ -eq '1' } -StartFrame { "ref$_.png" } -EndFrame { 'ref1.png' } -Destination { "shot$_.mp4" }

        $sent = (Get-ServerJob | Sort-Object Prompt).Body.parameters
        $sent.duration | Should -Be 4, 5
        $sent.seed | Should -Be 1, 2
        $sent.motion_has_audio | Should -Be $true, $false
    }

    It 'takes every setting and guidance from the columns of a row' {
        New-TestImage ref1.png, ref2.png
        New-TestVideo video.mp4
        New-TestAudio song.wav

        [pscustomobject]@{ Prompt = 'full'; Duration = '5'; Width = '864'; Height = '496'; Seed = '7'; Audio = 'false'; StartFrame = ''; EndFrame = ''; ImageReference = 'ref1.png; ref2.png'; VideoReference = 'video.mp4'; AudioReference = 'song.wav'; Destination = 'full.mp4' },
        [pscustomobject]@{ Prompt = 'bare'; Duration = ''; Width = ''; Height = ''; Seed = ''; Audio = ''; StartFrame = 'ref1.png'; EndFrame = 'ref2.png'; ImageReference = ''; VideoReference = ''; AudioReference = ''; Destination = 'bare.mp4' } |
            New-SeedanceVideo -ThrottleLimit 1

        Get-TestFile | Should -Contain 'full.mp4'
        Get-TestFile | Should -Contain 'bare.mp4'
        $full = (Get-ServerJob | Where-Object Prompt -EQ 'full').Body.parameters
        $full.duration, $full.width, $full.height, $full.seed, $full.motion_has_audio | Should -Be 5, 864, 496, 7, $false
        $full.guidances.PSObject.Properties.Name | Should -BeExactly 'image_reference', 'video_reference_base', 'audio_reference'
        $bare = (Get-ServerJob | Where-Object Prompt -EQ 'bare').Body.parameters
        $bare.duration, $bare.width, $bare.height, $bare.motion_has_audio | Should -Be 8, 1280, 720, $true
        $bare.guidances.PSObject.Properties.Name | Should -BeExactly 'start_frame', 'end_frame'
    }
}

Describe 'The output of New-SeedanceVideo' {
    BeforeEach { Reset-Workplace }

    It 'has the cost of the job' {
        $job = 'a fox' | New-SeedanceVideo

        $job | Should -HaveCount 1
        $job.Cost | Should -Be 2.8913
        $job.Cost | Should -BeOfType [decimal]
        $job.CostUnit | Should -BeExactly 'DOLLARS'
        $job.Status | Should -Be 'Pending'
    }

    It 'has the ID of the job, whichever form the response has: <Form>' -ForEach @{ Form = 'Generate' }, @{ Form = 'Bare' }, @{ Form = 'ImageJob' }, @{ Form = 'MotionJob' } {
        Reset-Workplace -Options @{ CreateResponseShape = $Form }

        $job = 'a fox' | New-SeedanceVideo -Wait

        $job | Should -HaveCount 1
        Get-ServerJob | Should -HaveCount 1
        $job.Id | Should -BeExactly (Get-ServerJob).Id
    }

    It 'is shown as a table' {
        'a fox' | New-SeedanceVideo | Out-String | Should -Match 'Id\s+Status\s+s\s+Cost\s+Age\s+Input'
    }

    It 'is empty with -WhatIf, and nothing is sent, not even an upload' {
        New-TestImage fox.png

        $output = Get-ChildItem fox.png | New-SeedanceVideo -Duration 10 -WhatIf

        $output | Should -BeNullOrEmpty
        Get-ServerRequest | Should -BeNullOrEmpty
    }
}

Describe 'New-SeedanceVideo with input that is not valid' {
    BeforeEach { Reset-Workplace }

    It 'reports it before anything is sent: <Typed>' -ForEach @(
        @{ Typed = { New-SeedanceVideo -LiteralPath missing.png }; Id = 'MissingFile'; Category = 'ObjectNotFound'; Target = 'missing.png'; Says = 'missing.png' }
        @{ Typed = { New-SeedanceVideo -Path no*.png }; Id = 'MissingFile'; Category = 'ObjectNotFound'; Target = 'no*.png'; Says = 'no*.png' }
        @{ Typed = { 'missing.png' | New-SeedanceVideo -Prompt x }; Id = 'MissingFile'; Category = 'ObjectNotFound'; Target = 'missing.png'; Says = 'missing.png' }
        @{ Typed = { Get-ChildItem text.png | New-SeedanceVideo }; Id = 'InvalidMedia'; Category = 'InvalidData'; Target = 'text.png'; Says = 'PNG, JPEG or WebP' }
        @{ Typed = { New-SeedanceVideo 'x' -StartFrame text.png }; Id = 'InvalidMedia'; Category = 'InvalidData'; Target = 'x'; Says = 'PNG, JPEG or WebP' }
        @{ Typed = { Get-ChildItem good.png | New-SeedanceVideo -Prompt '' }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'good.png'; Says = '-Prompt is empty' }
        @{ Typed = { New-SeedanceVideo -Prompt '' }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = ''; Says = '1 to 5000' }
        @{ Typed = { New-SeedanceVideo }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'New-SeedanceVideo'; Says = '-Prompt is empty' }
        @{ Typed = { New-SeedanceVideo ('x' * 5001) }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'xxx'; Says = '5001 characters' }
        @{ Typed = { New-SeedanceVideo 'x' -Duration 3 }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'x'; Says = '-Duration 3' }
        @{ Typed = { New-SeedanceVideo 'x' -Duration 16 }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'x'; Says = '4 to 15' }
        @{ Typed = { New-SeedanceVideo 'x' -Seed -2 }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'x'; Says = '-Seed -2' }
        @{ Typed = { New-SeedanceVideo 'x' -Seed 4294967296 }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'x'; Says = '-1 to 4294967295' }
        @{ Typed = { New-SeedanceVideo 'x' -Width -1 }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'x'; Says = '-Width -1' }
        @{ Typed = { New-SeedanceVideo 'x' -EndFrame good.png }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = 'x'; Says = '-StartFrame' }
        @{ Typed = { New-SeedanceRequest 'x' | Add-SeedanceEndFrame good.png | New-SeedanceVideo }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Target = ''; Says = '-StartFrame' }
        @{ Typed = { 42 | New-SeedanceVideo }; Id = 'UnsupportedInput'; Category = 'InvalidType'; Target = '42'; Says = 'Int32' }
    ) {
        New-TestImage good.png
        Set-Content text.png 'This is not an image.'

        $problem = Get-OnlyError $Typed

        Assert-Error $problem -Id $Id -Category $Category
        "$($problem.TargetObject)" | Should -MatchExactly (Literal $Target)
        "$problem" | Should -MatchExactly (Literal $Says)
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'reports everything that is wrong in one error' {
        $problem = Get-OnlyError { New-SeedanceVideo '' -Duration 3 -Seed -2 }

        "$problem" | Should -MatchExactly '-Prompt'
        "$problem" | Should -MatchExactly '-Duration 3'
        "$problem" | Should -MatchExactly '-Seed -2'
    }

    It 'has a recommended action that PowerShell shows' {
        { New-SeedanceVideo 'a fox' -Duration 3 -ErrorAction Stop } | Should -Throw -ErrorId 'Seedance.InvalidRequest,*'

        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Duration'
        $Error[0] | Out-String | Should -Match 'Recommendation:'
    }

    It 'shows the message of the service for a blocked prompt' {
        $problem = Get-OnlyError { New-SeedanceVideo 'something [[blocked]]' }

        Assert-Error $problem -Id PromptBlocked -Category PermissionDenied
        $problem.ErrorDetails.Message | Should -MatchExactly 'content moderation filter'
    }

    It 'names the parameter of a setting that the service rejects' {
        Add-ServerFault -Request 'POST /api/rest/v2/generations' -Status 200 -Body '[{"message":"Validation failed","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"parameters.motion_has_audio must be false"}]}}}]'

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.InvalidRequest*'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-NoAudio'
        $problem.ErrorDetails.Message | Should -MatchExactly 'parameters\.motion_has_audio must be false'
    }

    It 'rejects a file name that is already in use before the job is paid' {
        Set-Content fox.mp4 'an earlier film' -NoNewline

        $taken = Get-OnlyError { 'a fox' | New-SeedanceVideo -Destination fox.mp4 }
        $twice = Get-OnlyError { 'one', 'two' | New-SeedanceVideo -Destination same.mp4 }

        $taken.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.FileExists*'
        $twice.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.FileExists*'
        (Get-ServerJob).Prompt | Should -BeExactly 'one'
        Get-Content fox.mp4 -Raw | Should -BeExactly 'an earlier film'
    }
}

Describe 'Save-SeedanceVideo' {
    BeforeEach { Reset-Workplace }

    It 'resumes a download whose connection was lost' {
        Add-ServerFault -Request 'GET /videos/' -DisconnectAfter 10000

        $video = New-SeedanceVideo 'a fox' | Wait-SeedanceGeneration | Save-SeedanceVideo

        $downloads = Get-ServerRequest | Where-Object IsStorage
        $downloads[1].Headers.Range | Should -BeExactly 'bytes=10000-'
        $downloads[1].Status | Should -Be 206
        Get-TestFile *.mp4 | Should -BeExactly ([IO.Path]::GetRelativePath($PWD, $video.Path))
        Get-TestFile *.partial | Should -BeNullOrEmpty
    }

    It 'gets a new address when the old one has expired' {
        Add-ServerFault -Request 'GET /videos/' -Status 403 -Body '<Error/>' -ContentType application/xml

        New-SeedanceVideo 'a fox' -Destination videos

        Get-TestFile *.mp4 | Should -HaveCount 1
    }

    It 'reports why an expired address could not be renewed' {
        $job = New-SeedanceVideo 'a fox' -Wait
        Add-ServerFault -Request 'GET /videos/' -Times 10 -Status 403
        Add-ServerFault -Request 'GET /api/rest/v1/generations/' -Times 10 -Status 503

        $problem = Get-OnlyError { $job | Save-SeedanceVideo -MaxRetry 1 }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.ServiceFailure*'
        Get-ServerRequest -Like 'GET /videos/*' | Should -HaveCount 1
        Get-TestFile | Should -BeNullOrEmpty
    }

    It 'never saves what is not a video' {
        Add-ServerFault -Request 'GET /videos/' -Times 10 -Status 200 -Body '<html>Please sign in</html>' -ContentType text/html

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' -Destination videos }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.BrokenDownload*'
        Get-ServerJob | Should -HaveCount 1
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly "do not submit it again.*Get-SeedanceJob -Id $((Get-ServerJob).Id) \| .*Save-SeedanceVideo$"
        Get-TestFile | Should -BeNullOrEmpty
    }

    It 'replaces a file only with -Force' {
        Set-Content fox.mp4 'an earlier film' -NoNewline
        $job = New-SeedanceVideo 'a fox' -Wait

        $problem = Get-OnlyError { $job | Save-SeedanceVideo -Destination fox.mp4 }
        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.FileExists*'
        Get-Content fox.mp4 -Raw | Should -BeExactly 'an earlier film'

        $job | Save-SeedanceVideo -Destination fox.mp4 -Force -NoSidecar
        Get-TestFile | Should -BeExactly 'fox.mp4'
        Get-Content fox.mp4 -Raw | Should -Not -BeExactly 'an earlier film'
    }

    It 'recommends to wait for a video that is not ready' {
        Reset-Workplace -Options @{ JobDuration = '1.00:00:00'; ConcurrencySlots = 1 }
        $job = New-SeedanceVideo 'a fox'

        $problem = Get-OnlyError { $job.Id | Save-SeedanceVideo }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.VideoNotReady*'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Wait-SeedanceGeneration -Id'
    }

    It 'takes over the partial file that a killed process left' {
        $job = New-SeedanceVideo 'a fox' -Wait
        Set-Content fox.mp4.partial ('x' * 100000) -NoNewline

        $job | Save-SeedanceVideo -Destination fox.mp4

        Get-TestFile | Should -BeExactly 'fox.mp4', 'fox.mp4.json'
    }

    It 'does not download a video again that is already there' {
        $job = New-SeedanceVideo 'a fox' -Wait
        $job | Save-SeedanceVideo -Destination videos

        $again = @(
            $job | Save-SeedanceVideo -Destination videos
            $job.Id | Save-SeedanceVideo -Destination "videos/a fox-$($job.Id).mp4"
        )

        Get-ServerRequest -Like 'GET /videos/*' | Should -HaveCount 1
        $again.Path | Select-Object -Unique | Should -HaveCount 1
    }

    It 'writes a sidecar file that describes the video' {
        New-TestImage fox.png

        Get-ChildItem fox.png | New-SeedanceVideo -Prompt 'a fox' -Seed 7 -Destination out.mp4

        $sidecar = Get-Content out.mp4.json -Raw | ConvertFrom-Json
        $sidecar.prompt | Should -BeExactly 'a fox'
        $sidecar.seed | Should -Be 7
        [decimal]$sidecar.cost | Should -Be 2.8913
        $sidecar.sha256 | Should -Be (Get-FileHash out.mp4).Hash
        $sidecar.media[0].sha256 | Should -Be (Get-FileHash fox.png).Hash
        $sidecar.request.model | Should -BeExactly 'seedance-2.0-fast'
    }

    It 'saves the video and warns when the sidecar cannot be written' {
        New-Item -ItemType Directory out.mp4.json

        New-SeedanceVideo 'a fox' -Destination out.mp4 -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        $warnings | Should -MatchExactly 'out\.mp4\.json'
        Get-TestFile | Should -BeExactly 'out.mp4'
    }

    It 'saves a video that a player opens' -Skip:(-not (Get-Command ffprobe -ErrorAction Ignore)) {
        $video = 'a fox' | New-SeedanceVideo -Destination videos

        $facts = ffprobe -v error -show_entries stream=codec_name:format=duration:format_tags=title $video.Path 2> errors.txt | Out-String

        $LASTEXITCODE | Should -Be 0
        Get-Content errors.txt | Should -BeNullOrEmpty
        $facts | Should -MatchExactly 'codec_name=h264'
        $facts | Should -MatchExactly 'codec_name=aac'
        $facts | Should -MatchExactly 'TAG:title=Seedance sandbox video'
    }
}

Describe 'Save-SeedanceVideo -Poster' {
    BeforeEach {
        Reset-Workplace

        # Saves with -Poster and returns the warnings.
        function Save-WithPoster($Job, [hashtable] $Parameters = @{}) {
            $video = $Job | Save-SeedanceVideo -Destination fox.mp4 -Poster -NoSidecar -WarningVariable warnings -WarningAction SilentlyContinue @Parameters
            $video.Path | Should -Exist
            $warnings
        }
    }

    It 'saves the poster beside the video, and never sends the key to the storage' {
        $job = New-SeedanceVideo 'a fox' -Wait

        Save-WithPoster $job | Should -BeNullOrEmpty

        Get-TestFile | Should -BeExactly 'fox.jpg', 'fox.mp4'
        [IO.File]::ReadAllBytes("$PWD/fox.jpg")[0..2] | Should -Be 0xFF, 0xD8, 0xFF
        $request = Get-ServerRequest -Like 'GET /posters/*'
        $request | Should -HaveCount 1
        $request.Headers.PSObject.Properties.Name | Should -Not -Contain 'Authorization'
        $request.IsStorage | Should -BeTrue
    }

    It 'saves no poster without the switch' {
        New-SeedanceVideo 'a fox' -Wait | Save-SeedanceVideo -Destination fox.mp4

        Get-TestFile *.jpg | Should -BeNullOrEmpty
        Get-ServerRequest -Like 'GET /posters/*' | Should -BeNullOrEmpty
    }

    It 'saves the poster of a video that was saved before' {
        $job = New-SeedanceVideo 'a fox' -Destination fox.mp4 -NoSidecar

        Save-WithPoster $job | Should -BeNullOrEmpty
        Save-WithPoster $job.Id | Should -BeNullOrEmpty -Because 'the poster is there already'

        Get-TestFile | Should -BeExactly 'fox.jpg', 'fox.mp4'
        Get-ServerRequest -Like 'GET /videos/*' | Should -HaveCount 1
    }

    It 'leaves a file that is not the poster as it is, and replaces it with -Force' {
        Set-Content fox.jpg 'mine' -NoNewline
        $job = New-SeedanceVideo 'a fox' -Wait

        Save-WithPoster $job | Should -MatchExactly 'fox\.jpg already exists'
        Get-Content fox.jpg -Raw | Should -BeExactly 'mine'

        Save-WithPoster $job @{ Force = $true } | Should -BeNullOrEmpty
        Get-Content fox.jpg -Raw | Should -Not -BeExactly 'mine'
    }

    It 'never replaces the image that the video was made from, not even with -Force' {
        Copy-Item "$PSScriptRoot/../Seedance.Fuzz/Corpus/media/fox.jpg" fox.jpg
        $before = (Get-FileHash fox.jpg).Hash
        $job = Get-Item fox.jpg | New-SeedanceVideo -Wait

        Save-WithPoster $job @{ Force = $true } | Should -MatchExactly 'made from .*fox\.jpg'

        (Get-FileHash fox.jpg).Hash | Should -Be $before
    }

    It 'gets a new address when the old one has expired, and retries' {
        $job = New-SeedanceVideo 'a fox' -Wait
        Add-ServerFault -Request 'GET /posters/' -Status 403 -Body '<Error/>' -ContentType application/xml
        Add-ServerFault -Request 'GET /posters/' -Status 503
        Add-ServerFault -Request 'GET /posters/' -DisconnectAfter 100

        Save-WithPoster $job | Should -BeNullOrEmpty

        Get-ServerRequest -Like 'GET /posters/*' | Should -HaveCount 4
        Get-TestFile | Should -BeExactly 'fox.jpg', 'fox.mp4'
    }

    It 'warns and keeps the video: <Kind>' -ForEach @(
        @{ Kind = 'the service fails'; Fault = @{ Status = 500 } }
        @{ Kind = 'the poster is gone'; Fault = @{ Status = 404 } }
        @{ Kind = 'a page comes instead'; Fault = @{ Status = 200; Body = '<html>Please sign in</html>'; ContentType = 'text/html' } }
        @{ Kind = 'the connection is lost'; Fault = @{ Drop = $true } }
        @{ Kind = 'the poster is cut off'; Fault = @{ DisconnectAfter = 100 } }
    ) {
        $job = New-SeedanceVideo 'a fox' -Wait
        Add-ServerFault -Request 'GET /posters/' -Times 10 @Fault

        Save-WithPoster $job @{ MaxRetry = 1 } | Should -MatchExactly '^The video is saved, but .*fox\.jpg'

        Get-TestFile | Should -BeExactly 'fox.mp4'
        (Get-SeedanceJob).Status | Should -BeExactly 'Saved'
    }

    It 'warns and keeps the video when the poster can''t be written' {
        $null = New-Item -ItemType Directory fox.jpg
        $job = New-SeedanceVideo 'a fox' -Wait

        Save-WithPoster $job | Should -MatchExactly '^The video is saved, but .*fox\.jpg'

        Get-TestFile | Should -BeExactly 'fox.mp4'
    }
}

Describe 'Save-SeedanceVideo on a disk that fails' {
    BeforeAll {
        # Linux refuses to write more than a limit into one file, as it refuses to write to a full disk, if the signal for it is ignored.
        $limit = if ($IsLinux) {
            Add-Type -Namespace Seedance.Tests -Name FileSize -PassThru -MemberDefinition @'
                [DllImport("libc")] static extern int getrlimit(int resource, ulong[] limits);
                [DllImport("libc")] static extern int setrlimit(int resource, ulong[] limits);
                [DllImport("libc")] static extern IntPtr signal(int number, IntPtr handler);
                public static void Limit(ulong bytes)
                {
                    var limits = new ulong[2];
                    getrlimit(1, limits);
                    setrlimit(1, new[] { Math.Min(bytes, limits[1]), limits[1] });
                    signal(25, (IntPtr)1);
                }
'@
        }

        # The videos of the sandbox have 23 kB. There is room for them, and not for the first download.
        function Invoke-OnFullDisk([scriptblock] $Script) {
            Add-ServerFault 'GET /videos/' -Status 200 -ContentType video/mp4 -Body ('x' * 40000)
            $limit::Limit(32000)
            try { & $Script } finally { $limit::Limit([ulong]::MaxValue) }
        }
    }

    BeforeEach {
        Reset-Workplace

        # Runs the command that the error recommends.
        function Save-Elsewhere($Problem) {
            $command = $Problem.ErrorDetails.RecommendedAction -replace '(?s)^.*?(?=Save-SeedanceVideo)'
            & ([scriptblock]::Create($command.Replace('OTHER-FOLDER', 'elsewhere')))
            Get-TestFile *.mp4 | Where-Object { $_ -like 'elsewhere*' } | Should -HaveCount 1
        }
    }

    It 'is found out before the job is paid, where that can be' {
        Set-Content blocked 'a file where a folder is needed'

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' -Destination blocked/videos }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.InvalidRequest*'
        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'reports an error that names the paid job' -Skip:(-not $IsLinux) {
        $problem = Invoke-OnFullDisk { Get-OnlyError { New-SeedanceVideo 'a fox' -Destination fox.mp4 } }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.SaveFailed*'
        $problem.CategoryInfo.Category | Should -Be WriteError
        Get-ServerJob | Should -HaveCount 1
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly (Get-ServerJob).Id
    }

    It 'reports an error for the one video when the disk is full, and the video can be saved elsewhere' -Skip:(-not $IsLinux) {
        $problem = Invoke-OnFullDisk { Get-OnlyError { 'a fox', 'an owl' | New-SeedanceVideo -Destination 'videos/{prompt}.mp4' -NoSidecar } }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.SaveFailed*'
        $problem.CategoryInfo.Category | Should -Be WriteError
        Get-TestFile | Should -HaveCount 1
        Get-TestFile | Should -BeLikeExactly 'videos/*.mp4'
        Save-Elsewhere $problem
    }

    # Linux has a folder that is always read-only: /sys.
    It 'reports an error when the folder is read-only, and the video can be saved elsewhere' -Skip:(-not $IsLinux) {
        $job = New-SeedanceVideo 'a fox'

        $problem = Get-OnlyError { $job | Save-SeedanceVideo -Destination /sys/videos }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.InvalidRequest*'
        "$problem" | Should -MatchExactly '/sys'
        ($job | Save-SeedanceVideo -Destination elsewhere).Path | Should -Exist
    }
}
