# Requests through a proxy: a real one on this machine, named by a parameter or by the environment.
BeforeDiscovery {
    # .NET takes another trusted certificate from a variable only there.
    $canTrust = $IsLinux
}

BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    # A proxy for no connection at all: a port that was free a moment ago and that nobody listens on.
    function Get-DeadProxy {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        "http://127.0.0.1:$($listener.LocalEndpoint.Port)"
        $listener.Stop()
    }

    function Get-ProxyLog { Get-ServerProxyRequest | ForEach-Object { "$($_.Method) $($_.Target) -> $($_.Status)" } }
}

AfterAll { Stop-Workplace }

Describe 'Connect-Seedance -Proxy' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        $service = @{ ApiKey = Get-ServerKey; BaseUri = Get-ServerUri }
        $credential = [pscredential]::new('somebody', (ConvertTo-SecureString 'p@ss w:rd/1' -AsPlainText))
    }

    It 'sends requests, uploads and downloads through the proxy, on this machine too' {
        New-TestImage fox.png
        $proxy = Start-ServerProxy
        Connect-Seedance @service -Proxy $proxy

        Get-ChildItem fox.png | New-SeedanceVideo -Destination videos

        Get-TestFile *.mp4 | Should -HaveCount 1
        # Each request came through the proxy, and none around it.
        $log = Get-ServerProxyRequest
        $log | ForEach-Object { "$($_.Method) $(([uri]$_.Target).PathAndQuery)" } | Should -BeExactly (Get-ServerRequest | ForEach-Object { "$($_.Method) $($_.Path)" })
        $log.Target -match '/uploads$' | Should -HaveCount 1
        $log.Target -match '\.mp4$' | Should -HaveCount 1
        $log.Status | Select-Object -Unique | Should -Be 200
    }

    It 'gives the proxy its user name and password, and the service never sees them: <Way>' -ForEach @(
        @{ Way = '-ProxyCredential'; UserInfo = '' }
        @{ Way = 'the address'; UserInfo = 'somebody:p%40ss%20w%3Ard%2F1@' }
    ) {
        New-TestImage fox.png
        $proxy = Start-ServerProxy -UserName somebody -Password 'p@ss w:rd/1'
        $extra = if ($UserInfo) { @{} } else { @{ ProxyCredential = $credential } }
        Connect-Seedance @service -Proxy "http://$UserInfo$($proxy.Authority)" @extra

        Get-ChildItem fox.png | New-SeedanceVideo -Destination videos

        Get-TestFile *.mp4 | Should -HaveCount 1
        Get-ServerJob | Should -HaveCount 1
        (Get-ServerRequest).Headers.PSObject.Properties.Name | Should -Not -Contain 'Proxy-Authorization'
        # The proxy asks in the middle of an upload, which starts over and is hashed once.
        (Send-SeedanceMedia fox.png).Sha256 | Should -Be (Get-FileHash fox.png).Hash
        Get-ServerUpload | Should -HaveCount 1
        $shown = Get-SeedanceConnection
        $shown.Proxy | Should -Be $proxy
        $shown | Format-List * -Force | Out-String | Should -Not -Match 'somebody|p@ss|p%40ss'
    }

    It 'reports once that the proxy wants credentials, and submits nothing' {
        $proxy = Start-ServerProxy -UserName somebody -Password secret
        Connect-Seedance @service -Proxy $proxy -SkipCheck

        $problem = Get-OnlyError { 'a fox', 'an owl' | New-SeedanceVideo 3>$null }

        Assert-Error $problem -Id ProxyRejected -Category AuthenticationError
        "$problem" | Should -MatchExactly (Literal "The proxy $("$proxy".TrimEnd('/')) requires a user name and password")
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly (Literal "Connect-Seedance -Proxy $proxy -ProxyCredential (Get-Credential)")
        Get-ServerRequest | Should -BeNullOrEmpty
        Get-SeedanceJob | Should -BeNullOrEmpty
    }

    It 'names the proxy that cannot be reached, without its password' {
        $dead = Get-DeadProxy

        $problem = Get-OnlyError { Connect-Seedance @service -Proxy $dead.Replace('//', '//somebody:secret1@') }

        Assert-Error $problem -Id ProxyUnreachable -Category ConnectionError
        "$problem" | Should -MatchExactly (Literal "The proxy $dead can't be reached")
        "$problem" + $problem.Exception + $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'somebody|secret1'
        Get-SeedanceConnection | Should -BeNullOrEmpty
    }

    It 'names the proxy that refuses the host, and does not retry: HTTP 403' {
        $proxy = Start-ServerProxy -RefuseWith 403

        $problem = Get-OnlyError { Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri https://seedance.invalid/api/rest -Proxy $proxy.AbsoluteUri.Replace('//', '//somebody:secret1@') }

        Assert-Error $problem -Id ProxyRejected -Category PermissionDenied
        "$problem" | Should -MatchExactly (Literal "The proxy $("$proxy".TrimEnd('/')) refused the connection to seedance.invalid. (HTTP 403)")
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'allow seedance\.invalid'
        "$problem" + $problem.Exception + $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'somebody|secret1'
        Get-ProxyLog | Should -BeExactly 'CONNECT seedance.invalid:443 -> 403'
    }

    It 'retries a proxy that has a failure of its own: HTTP 503' {
        $proxy = Start-ServerProxy -RefuseWith 503
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri https://seedance.invalid/api/rest -Proxy $proxy -SkipCheck

        $problem = Get-OnlyError { Get-SeedanceAccount -MaxRetry 1 }

        Assert-Error $problem -Id ProxyRejected -Category PermissionDenied
        Get-ProxyLog | Should -HaveCount 2
    }

    It 'does not hand the key to a proxy elsewhere over HTTP' {
        $problem = Get-OnlyError { Connect-Seedance @service -Proxy http://proxy.invalid:3128 }

        Assert-Error $problem -Id InvalidConnection -Category InvalidArgument
        "$problem" | Should -MatchExactly 'would receive the key over HTTP'
    }

    It 'refuses <Case> before anything is sent, and shows no password' -ForEach @(
        @{ Case = 'an address without a scheme'; Given = @{ Proxy = 'somebody:secret1@proxy:8080' } }
        @{ Case = 'a scheme that is none of a proxy'; Given = @{ Proxy = 'ftp://somebody:secret1@proxy:8080' } }
        @{ Case = 'a path'; Given = @{ Proxy = 'proxy' } }
        @{ Case = 'default credentials without a proxy'; Given = @{ ProxyUseDefaultCredentials = $true } }
        @{ Case = 'a credential without a proxy'; Given = @{ ProxyCredential = [pscredential]::new('somebody', (ConvertTo-SecureString 'secret1' -AsPlainText)) } }
        @{ Case = 'two credentials'; Given = @{ Proxy = 'http://proxy:8080'; ProxyUseDefaultCredentials = $true; ProxyCredential = [pscredential]::new('somebody', (ConvertTo-SecureString 'secret1' -AsPlainText)) } }
    ) {
        $problem = Get-OnlyError { Connect-Seedance @service @Given }

        Assert-Error $problem -Id InvalidConnection -Category InvalidArgument
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Connect-Seedance -Proxy http://'
        "$problem" + $problem.Exception | Should -Not -Match 'secret1'
        Get-ServerRequest | Should -BeNullOrEmpty
    }
}

Describe 'The proxy of the environment' -Tag Slow {
    BeforeEach { Reset-Workplace -NoConnect }

    # .NET reads these variables once, so each case is a process of its own.
    It 'is <Expected> with <Variables>' -ForEach @(
        @{ Variables = @{ HTTPS_PROXY = 'http://somebody:secret1@proxy.invalid:1' }; Expected = 'http://proxy.invalid:1/' }
        @{ Variables = @{ https_proxy = 'http://proxy.invalid:2' }; Expected = 'http://proxy.invalid:2/' }
        @{ Variables = @{ ALL_PROXY = 'socks5://proxy.invalid:3' }; Expected = 'socks5://proxy.invalid:3/' }
        @{ Variables = @{ HTTPS_PROXY = 'http://proxy.invalid:4'; ALL_PROXY = 'http://proxy.invalid:5' }; Expected = 'http://proxy.invalid:4/' }
        @{ Variables = @{ HTTP_PROXY = 'http://proxy.invalid:6' }; Expected = '' }
        @{ Variables = @{ HTTPS_PROXY = 'http://proxy.invalid:7'; NO_PROXY = 'cloud.leonardo.ai' }; Expected = '' }
        @{ Variables = @{ ALL_PROXY = 'http://proxy.invalid:8'; no_proxy = 'localhost,.leonardo.ai' }; Expected = '' }
    ) {
        $run = Invoke-Pwsh -Command '"<$((Get-SeedanceConnection).Proxy)>"' -Environment ($Variables + @{ LEONARDO_API_KEY = Get-ServerKey })

        $run.Output.Trim() | Should -BeExactly "<$Expected>"
    }

    It 'is not used for a service on this machine' {
        $run = Invoke-Pwsh -Command 'New-SeedanceVideo fox' -Environment @{ HTTP_PROXY = Get-DeadProxy; ALL_PROXY = Get-DeadProxy; LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }

        $run.Error | Should -BeNullOrEmpty
        Get-ServerJob | Should -HaveCount 1
    }

    It 'gives way to -Proxy' {
        $proxy = Start-ServerProxy
        $script = "Connect-Seedance -ApiKey $(Get-ServerKey) -BaseUri $(Get-ServerUri) -Proxy $proxy; (Get-SeedanceConnection).Account.UserName"

        (Invoke-Pwsh -Command $script -Environment @{ ALL_PROXY = Get-DeadProxy; NO_PROXY = '127.0.0.1' }).Output.Trim() | Should -BeExactly 'sandbox'
        Get-ServerProxyRequest | Should -HaveCount 1
    }

    It 'tunnels HTTPS, so that it never sees the key: API, upload and download' -Skip:(-not $canTrust) {
        New-TestImage fox.png
        $tls = Start-ServerTls seedance.invalid
        Set-Content certificate.pem $tls.Pem
        $proxy = Start-ServerProxy -UserName somebody -Password secret1 -TunnelTo $tls.Address
        $environment = @{
            ALL_PROXY         = "http://somebody:secret1@$($proxy.Authority)"
            SSL_CERT_FILE     = "$PWD/certificate.pem"
            LEONARDO_API_KEY  = Get-ServerKey
            SEEDANCE_BASE_URI = 'https://seedance.invalid/api/rest'
        }

        $run = Invoke-Pwsh -Command '(Get-ChildItem fox.png | New-SeedanceVideo -Destination videos).Status' -Environment $environment

        $run.Error | Should -BeNullOrEmpty
        $run.Output.Trim() | Should -BeExactly 'Complete'
        Get-TestFile *.mp4 | Should -HaveCount 1
        $passed = Get-ServerProxyRequest | Where-Object Status -EQ 200
        $passed.Target | Should -Contain 'seedance.invalid:443'
        $passed.Target -match '/uploads$' | Should -HaveCount 1
        $passed.Target -match '\.mp4$' | Should -HaveCount 1
        (Get-ServerProxyRequest).Head | Should -Not -Match (Get-ServerKey)
        (Get-ServerRequest).Headers.PSObject.Properties.Name | Should -Not -Contain 'Proxy-Authorization'
    }

    It 'that wants other credentials is named without its password' {
        $proxy = Start-ServerProxy -UserName somebody -Password other
        $script = 'try { New-SeedanceVideo fox -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_"; "$($_.Exception)"; $_.ErrorDetails.RecommendedAction }'

        $run = Invoke-Pwsh -Command $script -Environment @{ HTTPS_PROXY = "http://somebody:secret1@$($proxy.Authority)"; LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = 'https://seedance.invalid/api/rest' }

        $run.Output | Should -MatchExactly '^Seedance\.ProxyRejected,'
        $run.Output | Should -MatchExactly (Literal "The proxy $("$proxy".TrimEnd('/')) ")
        $run.Output + $run.Error | Should -Not -Match 'secret1'
    }
}
