# A stand-in for the module of this name, which the tests can't install. It behaves as SecretManagement 1.1 does, with the same errors.
# The key in each secret is that of the environment variable FAKE_VAULT_KEY.

class PasswordRequiredException : InvalidOperationException {
    PasswordRequiredException([string] $Message) : base($Message) {}
}

function Get-Secret {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Name,

        [Parameter(Position = 1)]
        [string] $Vault,

        [switch] $AsPlainText
    )

    $key = $env:FAKE_VAULT_KEY
    # SecretManagement returns text as SecureString unless it is asked for plain text.
    $text = if ($AsPlainText) { $key } else { ConvertTo-SecureString $key -AsPlainText -Force }
    if ($Vault -and $Vault -ne 'Work') { throw [InvalidOperationException]::new("Unable to find and load vault $Vault") }
    switch ($Name) {
        'String' { $text }
        'PlainString' { $key }
        'SecureString' { ConvertTo-SecureString $key -AsPlainText -Force }
        'Credential' { [pscredential]::new('somebody', (ConvertTo-SecureString $key -AsPlainText -Force)) }
        'Bytes' { Write-Output -NoEnumerate ([Text.Encoding]::UTF8.GetBytes("$key`n")) }
        'OneEntry' { @{ Leonardo = $text } }
        'ApiKeyEntry' { @{ User = 'somebody'; apikey = $text } }
        'KeyEntry' { @{ User = 'somebody'; Key = $key } }
        'CredentialEntry' { @{ Leonardo = [pscredential]::new('somebody', (ConvertTo-SecureString $key -AsPlainText -Force)) } }
        'TwoEntries' { @{ First = $key; Second = $text } }
        'BothNames' { @{ ApiKey = $key; Key = $key } }
        'NoEntry' { @{} }
        'NumberEntry' { @{ Key = 42 } }
        'Number' { 42 }
        'BadBytes' { Write-Output -NoEnumerate ([byte[]] (0xFF, 0xFE, 0x30)) }
        'Blank' { ' ' }
        'Damaged' { "$key x" }
        'Locked' {
            $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([PasswordRequiredException]::new('A valid password is required to access the Microsoft.PowerShell.SecretStore vault.'), 'GetSecretException', 'InvalidOperation', $null))
            Write-Error "The secret $Name was not found." -ErrorId GetSecretNotFound -Category ObjectNotFound
        }
        'Asking' { Read-Host 'Enter password' -AsSecureString }
        'AskingTwice' { $Host.UI.PromptForChoice('Vault', 'Unlock?', @('&Yes', '&No'), 0) }
        'Failing' { throw 'The vault''s disk is on fire.' }
        'FoundElsewhere' {
            Write-Error 'Unable to get secret from vault Broken' -ErrorId GetSecretInvalidOperation -Category InvalidOperation
            $text
        }
        'WorkOnly' { if ($Vault -eq 'Work') { $text } else { Write-Error "The secret $Name was not found." -ErrorId GetSecretNotFound -Category ObjectNotFound } }
        default { Write-Error "The secret $Name was not found." -ErrorId GetSecretNotFound -Category ObjectNotFound }
    }
}

Export-ModuleMember -Function Get-Secret
