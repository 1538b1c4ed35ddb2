# Which key and which address are used, and that nobody else ever sees the key.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'The API key and the address' {
    BeforeEach { Reset-Workplace -NoConnect }

    It 'explains how to provide a key when there is none' {
        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' }

        Assert-Error $problem -Id NoApiKey -Category AuthenticationError
        $problem.TargetObject | Should -BeExactly 'New-SeedanceVideo'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'LEONARDO_API_KEY'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-Sandbox'
    }

    It 'uses the key and the address in the environment' {
        $env:LEONARDO_API_KEY = Get-ServerKey
        $env:SEEDANCE_BASE_URI = Get-ServerUri

        $run = Invoke-Pwsh -Command "(Get-SeedanceConnection).KeySource; (New-SeedanceVideo 'a fox').Prompt"

        $run.Output -split '\s*\n' -ne '' | Should -BeExactly 'Environment', 'a fox'
        Get-ServerJob | Should -HaveCount 1
    }

    It 'prefers the parameter to the environment and accepts a SecureString' {
        $env:LEONARDO_API_KEY = Get-ServerKey
        $secret = ConvertTo-SecureString '11111111-2222-4333-8444-555555555555' -AsPlainText

        $connection = Connect-Seedance -ApiKey $secret -PassThru -SkipCheck

        $connection | Should -HaveCount 1
        $connection.KeySource | Should -Be 'Parameter'
        $connection.BaseUri | Should -BeExactly 'https://cloud.leonardo.ai/api/rest'
    }

    It 'names an invalid address in the environment' {
        $env:LEONARDO_API_KEY = Get-ServerKey
        $env:SEEDANCE_BASE_URI = 'nowhere'

        $run = Invoke-Pwsh -Command "try { New-SeedanceVideo 'a fox' } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }"

        $run.Output | Should -MatchExactly '^Seedance\.InvalidConnection,'
        $run.Output | Should -MatchExactly 'nowhere'
    }

    It 'sends no key to <Address>, which is neither HTTPS nor this machine' -ForEach @(
        @{ Address = 'http://example.com/api/rest' }
        @{ Address = 'ftp://127.0.0.1/' }
    ) {
        $problem = Get-OnlyError { Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri $Address }

        Assert-Error $problem -Id InvalidConnection -Category InvalidArgument
        "$problem" | Should -MatchExactly (Literal $Address)
    }

    It 'reports a key that the service rejects, with status 401 or 500: <Key>' -ForEach @(
        @{ Key = '11111111-2222-4333-8444-555555555555' }
        @{ Key = 'not-even-a-uuid' }
    ) {
        New-TestImage fox.png
        Connect-Seedance -ApiKey $Key -BaseUri (Get-ServerUri) -SkipCheck

        $problem = Get-OnlyError { Get-ChildItem fox.png | New-SeedanceVideo }

        Assert-Error $problem -Id Unauthorized -Category AuthenticationError
        "$problem" | Should -MatchExactly 'hook'
        "$problem" | Should -Not -Match $Key
        Get-ServerUpload | Should -BeNullOrEmpty
        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'reports a host that cannot be reached' {
        # A port that was free a moment ago and that nobody listens on.
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $address = "127.0.0.1:$($listener.LocalEndpoint.Port)"
        $listener.Stop()
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri "http://$address/api/rest" -SkipCheck

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' }

        Assert-Error $problem -Id Unreachable -Category ConnectionError
        $problem.TargetObject | Should -BeExactly 'a fox'
        "$problem" | Should -MatchExactly (Literal $address)
    }
}

Describe 'The check of the key' {
    BeforeEach {
        Reset-Workplace -NoConnect -Options @{ Credits = 100000 }
        $service = @{ ApiKey = Get-ServerKey; BaseUri = Get-ServerUri }
    }

    It 'is one request, which no later command, connection or process repeats' {
        Connect-Seedance @service
        'a fox', 'an owl' | New-SeedanceVideo
        Connect-Seedance @service
        Invoke-Pwsh -Command "Connect-Seedance -ApiKey $($service.ApiKey) -BaseUri $($service.BaseUri); 'a bear' | New-SeedanceVideo"

        Get-ServerJob | Should -HaveCount 3
        Get-ServerRequest 'GET */me' | Should -HaveCount 1
        (Get-ServerRequest)[0].Path | Should -BeExactly '/api/rest/v1/me'
    }

    It 'is not repeated when the first command has asked already' {
        Connect-Seedance @service -SkipCheck
        New-SeedanceVideo 'a fox'
        Connect-Seedance @service

        Get-ServerRequest 'GET */me' | Should -HaveCount 1
    }

    It 'returns the user and the current balance with -PassThru, by one request each time' {
        $first = Connect-Seedance @service -PassThru
        $first.Account.UserName | Should -BeExactly 'sandbox'
        $first.Account.Credits | Should -Be 100000
        Get-ServerRequest | Should -HaveCount 1

        New-SeedanceVideo 'a fox' -Duration 4 -Size 480p
        (Connect-Seedance @service -PassThru).Account.Credits | Should -BeLessThan 100000
        Get-ServerRequest 'GET */me' | Should -HaveCount 2
    }

    It 'leaves the earlier connection as it was when the service rejects the key <Key>' -ForEach @(
        @{ Key = '11111111-2222-4333-8444-555555555555' }
        @{ Key = 'not-even-a-uuid' }
    ) {
        Connect-Seedance @service
        $before = Get-SeedanceConnection

        $problem = Get-OnlyError { Connect-Seedance -ApiKey $Key -BaseUri $service.BaseUri }

        Assert-Error $problem -Id Unauthorized -Category AuthenticationError
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Copy the key again'
        "$problem" + $problem.Exception | Should -Not -Match $Key
        Get-SeedanceConnection | Should -Be $before
        New-SeedanceVideo 'a fox' | Should -HaveCount 1
    }

    It 'connects nothing in a new session when the key is rejected' {
        $null = Get-OnlyError { Connect-Seedance -ApiKey not-a-key -BaseUri $service.BaseUri }

        Get-SeedanceConnection | Should -BeNullOrEmpty
    }

    It 'is made again for a key that the service has rejected since' {
        Connect-Seedance @service
        Add-ServerFault -Request 'GET /api/rest/v1/generations/' -Status 401 -Body '{"error":"Authentication hook unauthorized this request","code":"access-denied"}'
        $null = Get-OnlyError { Get-SeedanceGeneration (New-Guid) }
        Add-ServerFault -Request 'GET /api/rest/v1/me' -Status 401 -Body '{"error":"Authentication hook unauthorized this request","code":"access-denied"}'

        Assert-Error (Get-OnlyError { Connect-Seedance @service }) -Id Unauthorized -Category AuthenticationError
        Connect-Seedance @service
        Connect-Seedance @service
        Get-ServerRequest 'GET */me' | Should -HaveCount 3
    }

    It 'is left out with -SkipCheck, which sends nothing' {
        $connection = Connect-Seedance -ApiKey 11111111-2222-4333-8444-555555555555 -BaseUri $service.BaseUri -SkipCheck -PassThru

        $connection.Account | Should -BeNullOrEmpty
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'names -SkipCheck when the service cannot be reached' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $address = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/api/rest"
        $listener.Stop()

        $problem = Get-OnlyError { Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri $address }

        Assert-Error $problem -Id Unreachable -Category ConnectionError
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Connect-Seedance -SkipCheck'
        Get-SeedanceConnection | Should -BeNullOrEmpty
    }

    It 'survives an outage' {
        Add-ServerFault -Request 'GET /api/rest/v1/me' -Status 503

        Connect-Seedance @service

        (Get-SeedanceConnection).Account.UserName | Should -BeExactly 'sandbox'
    }
}

Describe 'Get-SeedanceConnection' {
    BeforeEach { Reset-Workplace -NoConnect }

    It 'shows root, account, origin of the key and proxy in a table, and never the key' {
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri)

        $table = Get-SeedanceConnection | Out-String -Width 160
        $list = Get-SeedanceConnection | Format-List * -Force | Out-String -Width 160

        $table | Should -MatchExactly 'Account +Credits +Key from +BaseUri +Proxy'
        $table | Should -MatchExactly "sandbox +\d+ +Parameter +$(Literal (Get-ServerUri))"
        $list | Should -MatchExactly 'KeySource +: Parameter'
        $table + $list | Should -Not -Match (Get-ServerKey)
    }

    It 'sends nothing, and knows the user of a key that was used before' {
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri)
        $user = (Get-SeedanceConnection).Account.UserId

        $run = Invoke-Pwsh -Command '(Get-SeedanceConnection).Account.UserId' -Environment @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }

        $run.Output.Trim() | Should -BeExactly $user
        Get-ServerRequest | Should -HaveCount 1
    }
}

Describe 'A connection' {
    BeforeEach { Reset-Workplace }

    It 'belongs to the process: other runspaces use it too' {
        $env:LEONARDO_API_KEY = Get-ServerKey
        $env:SEEDANCE_BASE_URI = Get-ServerUri
        Connect-Seedance -Sandbox

        $jobs = 1..2 | ForEach-Object -Parallel { Import-Module Seedance; "video $_" | New-SeedanceVideo }
        $thread = Start-ThreadJob { Import-Module Seedance; (Get-SeedanceConnection).IsSandbox } | Receive-Job -Wait -AutoRemoveJob

        $jobs | Should -HaveCount 2
        $thread | Should -BeTrue
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'of a runspace of its own leaves the others alone' {
        Connect-Seedance -Sandbox
        $other = [PowerShell]::Create().AddScript("Import-Module Seedance; Connect-Seedance -ApiKey $(Get-ServerKey) -BaseUri $(Get-ServerUri); (Get-SeedanceConnection).IsSandbox")

        $other.Invoke() | Should -BeExactly $false
        (Get-SeedanceConnection).IsSandbox | Should -BeTrue
        (Start-ThreadJob { Import-Module Seedance; Get-SeedanceConnection } | Receive-Job -Wait -AutoRemoveJob).IsSandbox | Should -BeTrue
        $other.Dispose()
    }

    It 'that was ended does not bring back the key of the environment' {
        $env:LEONARDO_API_KEY = Get-ServerKey
        $env:SEEDANCE_BASE_URI = Get-ServerUri
        Connect-Seedance -Sandbox
        Disconnect-Seedance

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' }

        Assert-Error $problem -Id NoApiKey -Category AuthenticationError
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'ends with Disconnect-Seedance' {
        Disconnect-Seedance

        Get-SeedanceConnection | Should -BeNullOrEmpty
    }

    It 'serves parallel runspaces through -Connection' {
        $connection = Connect-Seedance -Sandbox -PassThru

        $jobs = 1..4 | ForEach-Object -Parallel {
            New-SeedanceVideo "video $_" -Connection $using:connection
        }

        $jobs.Id | Select-Object -Unique | Should -HaveCount 4
    }
}

Describe 'The key of a connection' {
    BeforeEach { Reset-Workplace }

    It 'is in no stream, no error, no exception and no file' {
        New-TestImage fox.png
        # The service repeats the key in an error response, and loses another connection.
        Add-ServerFault -Request 'POST /api/rest/v2/generations' -Skip 1 -Status 400 -Body "{`"error`":`"bad key $(Get-ServerKey)`",`"code`":`"bad-request`"}"
        Add-ServerFault -Request 'POST /api/rest/v2/generations' -Skip 2 -Drop

        $records = & {
            $ErrorActionPreference = $InformationPreference = 'Continue'
            Get-SeedanceConnection
            Get-ChildItem fox.png | New-SeedanceVideo -Destination videos -Verbose -Debug
            'refused', 'dropped' | New-SeedanceVideo -RetryTimeout 1 -Verbose -Debug
        } *>&1

        $problems = @($records | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $problems | Should -HaveCount 2
        $records | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Should -Not -BeNullOrEmpty
        $seen = @(
            $problems | ForEach-Object { "$_"; "$($_.Exception)"; $_.ErrorDetails.RecommendedAction; "$($_.TargetObject)" }
            $records | ForEach-Object { "$_"; $_.PSObject.Properties | ForEach-Object { "$($_.Value)" } }
            Get-TestFile | ForEach-Object { Get-Content -LiteralPath $_ -Raw }
            Get-ChildItem $env:SEEDANCE_HOME -Filter *.json -Recurse | Get-Content -Raw
        ) -join "`n"
        $seen | Should -MatchExactly 'bad key'
        $seen | Should -Not -Match (Get-ServerKey)
    }

    It 'is sent neither to the upload host nor to the video host' {
        New-TestImage fox.png

        Get-ChildItem fox.png | New-SeedanceVideo -Destination videos

        $storage, $api = (Get-ServerRequest).Where({ $_.IsStorage }, 'Split')
        $storage | ForEach-Object { "$($_.Method) $($_.Path) -> $($_.Status)" } |
            Should -BeExactly 'POST /uploads -> 204', "GET /videos/$((Get-ServerJob).Id).mp4 -> 200"
        foreach ($request in $storage) {
            $request.Headers.PSObject.Properties.Name | Should -Not -Contain 'Authorization'
            $request.Path + -join $request.Headers.PSObject.Properties.Value + $request.Body | Should -Not -Match (Get-ServerKey)
        }

        $api | Should -Not -BeNullOrEmpty
        $api.Headers.Authorization | Select-Object -Unique | Should -BeExactly "Bearer $(Get-ServerKey)"
    }

    It 'does not follow a redirect to another host' {
        $elsewhere = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $elsewhere.Start()
        Add-ServerFault -Request 'GET /api/rest/v1/generations/' -Times 10 -Status 307 -Location "http://127.0.0.1:$($elsewhere.LocalEndpoint.Port)/api/rest"

        $problem = Get-OnlyError { Get-SeedanceGeneration (New-Guid) }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.UnknownAnswer*'
        $elsewhere.Pending() | Should -BeFalse
        $elsewhere.Stop()
    }
}
