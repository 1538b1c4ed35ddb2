# Commands of Microsoft.PowerShell.Management and .Utility that the bare engine lacks; each is defined only where it is missing.
$commands = @{
    'Get-ChildItem' = {
        [CmdletBinding(DefaultParameterSetName = 'Path')]
        param(
            [Parameter(ParameterSetName = 'Path', Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
            [string[]] $Path = '.',
            [Parameter(ParameterSetName = 'LiteralPath', Mandatory, ValueFromPipelineByPropertyName)]
            [Alias('PSPath', 'LP')]
            [string[]] $LiteralPath,
            [Parameter(Position = 1)]
            [string] $Filter = '*',
            [switch] $Recurse,
            [switch] $Force,
            [switch] $File,
            [switch] $Directory,
            [switch] $Name
        )
        process {
            $literal = $PSCmdlet.ParameterSetName -eq 'LiteralPath'
            foreach ($item in $literal ? $LiteralPath : $Path) {
                # Nothing is written inside the try: a stop further down the pipe is no error of this item.
                try { $found = $ExecutionContext.InvokeProvider.ChildItem.Get([string[]]$item, $Recurse, [uint]::MaxValue, $Force, $literal) }
                catch { $found = @(); $PSCmdlet.WriteError($_.Exception.GetBaseException().ErrorRecord ?? $_) }
                foreach ($child in $found) {
                    if ($child.PSChildName -notlike $Filter -or ($File -and $child.PSIsContainer) -or ($Directory -and -not $child.PSIsContainer)) { continue }
                    $Name ? $child.PSChildName : $child
                }
            }
        }
    }

    'Get-Item' = {
        [CmdletBinding(DefaultParameterSetName = 'Path')]
        param(
            [Parameter(ParameterSetName = 'Path', Position = 0, Mandatory, ValueFromPipeline, ValueFromPipelineByPropertyName)]
            [string[]] $Path,
            [Parameter(ParameterSetName = 'LiteralPath', Mandatory, ValueFromPipelineByPropertyName)]
            [Alias('PSPath', 'LP')]
            [string[]] $LiteralPath,
            [switch] $Force
        )
        process {
            $literal = $PSCmdlet.ParameterSetName -eq 'LiteralPath'
            foreach ($item in $literal ? $LiteralPath : $Path) {
                try { $found = $ExecutionContext.InvokeProvider.Item.Get([string[]]$item, $Force, $literal) }
                catch { $found = @(); $PSCmdlet.WriteError($_.Exception.GetBaseException().ErrorRecord ?? $_) }
                $found
            }
        }
    }

    'Set-Location' = {
        [CmdletBinding(DefaultParameterSetName = 'Path')]
        param(
            [Parameter(ParameterSetName = 'Path', Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
            [string] $Path = '~',
            [Parameter(ParameterSetName = 'LiteralPath', Mandatory, ValueFromPipelineByPropertyName)]
            [Alias('PSPath', 'LP')]
            [string] $LiteralPath
        )
        process {
            $target = $LiteralPath ? [WildcardPattern]::Escape($LiteralPath) : $Path
            try { $null = $ExecutionContext.SessionState.Path.SetLocation($target) }
            catch { $PSCmdlet.WriteError($_.Exception.GetBaseException().ErrorRecord ?? $_) }
        }
    }

    'Write-Host' = {
        [CmdletBinding()]
        param(
            [Parameter(Position = 0, ValueFromPipeline, ValueFromRemainingArguments)]
            [Alias('Msg', 'Message')]
            [object] $Object,
            [switch] $NoNewline,
            [object] $Separator = ' ',
            [Nullable[ConsoleColor]] $ForegroundColor,
            [Nullable[ConsoleColor]] $BackgroundColor
        )
        process {
            $message = [System.Management.Automation.HostInformationMessage]@{
                Message         = @($Object) -join $Separator
                NoNewLine       = $NoNewline
                ForegroundColor = $ForegroundColor
                BackgroundColor = $BackgroundColor
            }
            # The engine hands what bears this tag to the host, and 6> redirects it.
            $PSCmdlet.WriteInformation($message, [string[]]'PSHOST')
        }
    }
}

foreach ($name in $commands.Keys) {
    if (-not $ExecutionContext.InvokeCommand.GetCommand($name, 'All')) {
        $null = $ExecutionContext.InvokeProvider.Item.Set("function:global:$name", $commands[$name])
    }
}
