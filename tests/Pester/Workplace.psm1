# What a test needs: the staged module, a server on this machine, an empty folder to work in and the files to put there.

$repository = Resolve-Path "$PSScriptRoot/../.."
$staged = "$repository/artifacts/module"
$key = '0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162'
$server = $null
$control = $null
$address = $null
$folder = $null
$before = $null

<#
.SYNOPSIS
    Imports the staged module, and starts the server when it does not run yet. For BeforeAll.
#>
function Start-Workplace {
    [CmdletBinding()]
    param()

    Stop-Workplace
    $script:before = @{
        Location    = Get-Location
        Environment = Get-Item env:LEONARDO_API_KEY, env:SEEDANCE_*, env:PSModulePath -ErrorAction Ignore
    }
    # Another pwsh and other runspaces find the module by its name, as if it were installed.
    $env:PSModulePath = $staged + [IO.Path]::PathSeparator + $env:PSModulePath
    Import-Module Seedance -Force -Global -ErrorAction Stop
    if (-not $server -or $server.HasExited) { Start-ControlServer }
}

# Runs until this module is removed or its process ends, for all files of tests of that process.
function Start-ControlServer {
    $program = Get-ChildItem "$repository/artifacts/bin/Seedance.WireServer.Host/*/Seedance.WireServer.Host.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) { throw 'The server is not built. Run: dotnet build' }
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', [string[]]@($program.FullName))
    # The server ends when its standard input closes, so it never outlives this process.
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $script:server = [Diagnostics.Process]::Start($start)
    $script:control = $server.StandardOutput.ReadLine()
    if (-not $control) { throw 'The server did not start.' }
}

<#
.SYNOPSIS
    Removes the folder and restores the environment. For AfterAll.
#>
function Stop-Workplace {
    [CmdletBinding()]
    param()

    if ($before) {
        Set-Location $before.Location
        Remove-Item env:LEONARDO_API_KEY, env:SEEDANCE_* -ErrorAction Ignore
        $before.Environment | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
    }
    if ($folder) { Remove-Item $folder -Recurse -Force }
    $script:before = $script:address = $script:folder = $null
}

function Stop-ControlServer {
    if ($server) {
        $server.StandardInput.Close()
        $server.WaitForExit()
        $server.Dispose()
    }
}

<#
.SYNOPSIS
    A new start: an empty folder to work in, an empty journal, a server without jobs, requests and faults, and a connection to it. For BeforeEach.
.EXAMPLE
    Reset-Workplace -Options @{ JobDuration = '00:00:01'; Credits = 100 }
#>
function Reset-Workplace {
    [CmdletBinding()]
    param(
        # Properties of SandboxOptions: how the server behaves. By default a job is complete at once.
        [hashtable] $Options = @{},

        # Leaves the session without a connection.
        [switch] $NoConnect
    )

    if (-not $before) { throw 'Start-Workplace comes first.' }
    Set-Location $before.Location
    if ($folder) { Remove-Item $folder -Recurse -Force }
    $script:folder = [IO.Directory]::CreateTempSubdirectory('seedance-').FullName
    Set-Location (New-Item -ItemType Directory "$folder/work")

    Remove-Item env:LEONARDO_API_KEY, env:SEEDANCE_* -ErrorAction Ignore
    $env:SEEDANCE_HOME = "$folder/home"

    $body = @{ ApiKey = $key; JobDuration = [timespan]::Zero }
    foreach ($name in $Options.Keys) { $body[$name] = $Options[$name] }
    $script:address = Invoke-Control POST reset $body

    Disconnect-Seedance
    if (-not $NoConnect) {
        Connect-Seedance -ApiKey $key -BaseUri (Get-ServerUri) -CreatesPerMinute 0 -RequestsPerMinute 0 -SkipCheck
    }
}

<#
.SYNOPSIS
    The root of the server's API, for -BaseUri. Each reset gives a new one.
#>
function Get-ServerUri {
    [CmdletBinding()]
    [OutputType([string])]
    param()

    $address.ApiRoot
}

<#
.SYNOPSIS
    The API key that the server accepts.
#>
function Get-ServerKey {
    [CmdletBinding()]
    [OutputType([string])]
    param()

    $key
}

<#
.SYNOPSIS
    Adds something that goes wrong with the next matching requests. Of several matching faults the first one added applies.
.EXAMPLE
    Add-ServerFault -Request 'POST /api/rest/v2/generations' -Drop -AfterProcessing
    The job is created, but its response is lost.
#>
function Add-ServerFault {
    [CmdletBinding()]
    param(
        # The start of "METHOD /path".
        [Parameter(Mandatory, Position = 0)]
        [string] $Request,

        # How many matching requests pass before it begins.
        [int] $Skip,

        # How many requests it meets. The default is 1.
        [int] $Times,

        # The server does its work first; only the response is wrong.
        [switch] $AfterProcessing,

        # A pause before anything else.
        [timespan] $Delay,

        # Closes the connection without a response.
        [switch] $Drop,

        # Sends nothing until the client goes away.
        [switch] $Hang,

        # A response in place of the server's own: its status.
        [int] $Status,

        # The body of that response.
        [string] $Body,

        # The type of that body. The default is application/json.
        [string] $ContentType,

        # The Content-Encoding of that body, whether or not it is true.
        [string] $ContentEncoding,

        # A Retry-After header: seconds or an HTTP date.
        [string] $RetryAfter,

        # A Location header: a redirect.
        [uri] $Location,

        # The server's own response ends after so many bytes, as if that were all of it.
        [int] $TruncateTo,

        # The server's own response promises all its bytes and breaks off after so many.
        [int] $DisconnectAfter,

        # The body of the response comes in small pieces with a pause before each.
        [timespan] $ChunkDelay
    )

    $fault = @{ Match = $Request }
    foreach ($name in $PSBoundParameters.Keys) {
        if ($name -ne 'Request') { $fault[$name] = $PSBoundParameters[$name] }
    }
    Invoke-Control POST faults $fault
}

<#
.SYNOPSIS
    Removes all faults, except those that requests already met.
#>
function Clear-ServerFault {
    [CmdletBinding()]
    param()

    Invoke-Control DELETE faults
}

<#
.SYNOPSIS
    The requests that the server received since the reset, in order: Method, Path, Headers, Body, Status, IsStorage.
#>
function Get-ServerRequest {
    [CmdletBinding()]
    param(
        # A wildcard pattern for "METHOD /path".
        [Parameter(Position = 0)]
        [string] $Like = '*'
    )

    Invoke-Control GET "requests?like=$([uri]::EscapeDataString($Like))"
}

<#
.SYNOPSIS
    Waits until the server has received so many matching requests, for at most 60 seconds.
#>
function Wait-ServerRequest {
    [CmdletBinding()]
    param(
        # A wildcard pattern for "METHOD /path".
        [Parameter(Mandatory, Position = 0)]
        [string] $Like,

        # How many requests.
        [int] $Count = 1
    )

    Invoke-Control GET "requests/wait?like=$([uri]::EscapeDataString($Like))&count=$Count"
}

<#
.SYNOPSIS
    The jobs that the server has, oldest first: Id, VideoId, Prompt, Body (as an object), CreatedAt, EndsAt.
#>
function Get-ServerJob {
    [CmdletBinding()]
    param()

    foreach ($job in Invoke-Control GET jobs) {
        # The server keeps the beginning of a very long body; that stays text.
        if (Test-Json $job.Body -ErrorAction Ignore) { $job.Body = ConvertFrom-Json $job.Body }
        $job
    }
}

<#
.SYNOPSIS
    The uploads that the server has, oldest first: Id, Extension, Received, Length, Sha256, Fields.
#>
function Get-ServerUpload {
    [CmdletBinding()]
    param()

    Invoke-Control GET uploads
}

<#
.SYNOPSIS
    Starts an HTTP proxy on this machine and returns its address. It ends with the next reset.
#>
function Start-ServerProxy {
    [CmdletBinding()]
    [OutputType([uri])]
    param(
        # The user name and password that it requires.
        [string] $UserName,
        [string] $Password,

        # The status with which it refuses everything.
        [int] $RefuseWith,

        # Where every tunnel leads, whatever host it is for.
        [uri] $TunnelTo
    )

    $options = @{}
    foreach ($name in $PSBoundParameters.Keys) { $options[$name] = $PSBoundParameters[$name] }
    [uri] (Invoke-Control POST proxy $options).Address
}

<#
.SYNOPSIS
    What the proxy was asked for, in order: Method, Target, Head (the text of the request line and headers), Status (200 when it passed the request on).
#>
function Get-ServerProxyRequest {
    [CmdletBinding()]
    param()

    Invoke-Control GET proxy/requests
}

<#
.SYNOPSIS
    Makes the API reachable over TLS, under a host name that exists nowhere: a proxy's tunnels must lead there. Returns Address and Pem, the certificate.
#>
function Start-ServerTls {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string] $HostName
    )

    Invoke-Control POST tls @{ Host = $HostName }
}

<#
.SYNOPSIS
    Makes PNG images of 16 x 9 pixels, each with content of its own.
.EXAMPLE
    New-TestImage fox.png, owl.png
#>
function New-TestImage {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string[]] $Name,

        # What the header says; the pixels are those of 16 x 9.
        [int] $Width = 16,
        [int] $Height = 9
    )

    $image = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAAAAAAeQfPuAAAAD0lEQVR42mP4jwYYBokAAOAHj3EdG5ZfAAAAAElFTkSuQmCC')
    [BitConverter]::GetBytes([Net.IPAddress]::HostToNetworkOrder($Width)).CopyTo($image, 16)
    [BitConverter]::GetBytes([Net.IPAddress]::HostToNetworkOrder($Height)).CopyTo($image, 20)
    foreach ($item in $Name) {
        [IO.File]::WriteAllBytes((Resolve-WorkPath $item), $image + [Text.Encoding]::UTF8.GetBytes($item))
    }
}

<#
.SYNOPSIS
    Makes MP4 videos: the sandbox's own, two seconds of 640 x 360.
#>
function New-TestVideo {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string[]] $Name
    )

    foreach ($item in $Name) {
        Copy-Item "$repository/src/Seedance.Sandbox/*/sandbox.mp4" (Resolve-WorkPath $item)
    }
}

<#
.SYNOPSIS
    Makes WAV files with three seconds of silence.
#>
function New-TestAudio {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string[]] $Name
    )

    foreach ($item in $Name) {
        $writer = [IO.BinaryWriter]::new([IO.File]::Create((Resolve-WorkPath $item)))
        try {
            $writer.Write([Text.Encoding]::ASCII.GetBytes('RIFF'))
            $writer.Write(36 + 24000)
            $writer.Write([Text.Encoding]::ASCII.GetBytes('WAVEfmt '))
            $writer.Write(16)
            # PCM, one channel, 8000 samples a second of one byte each.
            $writer.Write([int16]1)
            $writer.Write([int16]1)
            $writer.Write(8000)
            $writer.Write(8000)
            $writer.Write([int16]1)
            $writer.Write([int16]8)
            $writer.Write([Text.Encoding]::ASCII.GetBytes('data'))
            $writer.Write(24000)
            $writer.Write([byte[]]::new(24000))
        }
        finally {
            $writer.Dispose()
        }
    }
}

<#
.SYNOPSIS
    The files below the current folder by their relative names with /, in ordinal order.
#>
function Get-TestFile {
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Position = 0)]
        [string] $Pattern = '*'
    )

    $root = (Get-Location).ProviderPath
    $names = [string[]]@(Get-ChildItem -LiteralPath $root -Filter $Pattern -File -Recurse -Force | ForEach-Object { [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $names
}

<#
.SYNOPSIS
    Runs a command or a script file in another pwsh process and returns ExitCode, Output and Error (both as text).
.DESCRIPTION
    The process starts in the current folder with this process's environment, finds the module by its name, and has no terminal. It is ended after two minutes.
.EXAMPLE
    (Invoke-Pwsh -Command 'exit 7').ExitCode
.EXAMPLE
    Invoke-Pwsh -File "$PSScriptRoot/../../examples/worker.ps1" -ArgumentList '-Workers', 3 -Environment @{ LEONARDO_API_KEY = Get-ServerKey }
#>
function Invoke-Pwsh {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ParameterSetName = 'Command')]
        [string] $Command,

        [Parameter(Mandatory, ParameterSetName = 'File')]
        [string] $File,

        [Parameter(ParameterSetName = 'File')]
        [string[]] $ArgumentList = @(),

        # Variables in addition to this process's.
        [hashtable] $Environment = @{},

        # Starts it without -NonInteractive, and leaves its standard input open.
        [switch] $Interactive,

        # What happens while the process runs.
        [scriptblock] $During,

        # Kills the process after that.
        [switch] $Kill
    )

    $program = [Environment]::ProcessPath
    $cache = [IO.Directory]::CreateTempSubdirectory('seedance-cache-').FullName
    $arguments = @(
        # This very PowerShell may run as dotnet pwsh.dll.
        if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { "$PSHOME/pwsh.dll" }
        '-NoProfile'
        if (-not $Interactive) { '-NonInteractive' }
        if ($File) { '-File', $File + $ArgumentList } else { '-Command', $Command }
    )
    $start = [Diagnostics.ProcessStartInfo]::new($program, [string[]]$arguments)
    $start.WorkingDirectory = (Get-Location).ProviderPath
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    # Processes that run side by side or are killed damage a start-up profile that they share.
    $start.Environment['XDG_CACHE_HOME'] = $cache
    $start.Environment['POWERSHELL_TELEMETRY_OPTOUT'] = '1'
    $start.Environment['POWERSHELL_UPDATECHECK'] = 'Off'
    # Plain text: PowerShell writes colors into redirected streams too.
    $start.Environment['NO_COLOR'] = '1'
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }

    $process = [Diagnostics.Process]::Start($start)
    try {
        if (-not $Interactive) { $process.StandardInput.Close() }
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if ($During) { & $During }
        if ($Kill) { $process.Kill($true) }
        if (-not $process.WaitForExit([timespan]::FromMinutes(2))) { throw "pwsh did not end within two minutes: $Command$File" }
        [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output.GetAwaiter().GetResult(); Error = $errors.GetAwaiter().GetResult() }
    }
    finally {
        if (-not $process.HasExited) { $process.Kill($true) }
        $process.Dispose()
        Remove-Item $cache -Recurse -Force
    }
}

function Resolve-WorkPath([string] $Name) {
    $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Name)
}

function Invoke-Control([string] $Method, [string] $Path, [hashtable] $Body) {
    $request = @{ Method = $Method; Uri = $control + $Path; NoProxy = $true; SkipHttpErrorCheck = $true; StatusCodeVariable = 'status' }
    if ($null -ne $Body) {
        $plain = @{}
        foreach ($name in $Body.Keys) {
            $plain[$name] = switch ($Body[$name]) {
                { $_ -is [timespan] } { $_.ToString('c') }
                { $_ -is [switch] } { [bool]$_ }
                { $_ -is [uri] -or $_ -is [enum] } { "$_" }
                default { $_ }
            }
        }
        $request += @{ Body = ConvertTo-Json $plain; ContentType = 'application/json' }
    }
    $response = Invoke-RestMethod @request
    if ($status -ge 400) { throw "The server refused $Method $Path ($status): $response" }
    # An array comes as one object.
    $response | ForEach-Object { $_ }
}

$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = { Stop-Workplace; Stop-ControlServer }
Export-ModuleMember -Function *-Workplace, *-Server*, *-Test*, Invoke-Pwsh
