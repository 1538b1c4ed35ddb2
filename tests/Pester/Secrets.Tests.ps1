# The key from a vault of SecretManagement. The tests use a stand-in for that module.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
    $fakes = Convert-Path "$PSScriptRoot/Fakes"
}

AfterAll {
    Stop-Workplace
    Remove-Item env:FAKE_VAULT_KEY -ErrorAction Ignore
}

Describe 'Connect-Seedance -SecretName' {
    BeforeEach {
        Reset-Workplace -NoConnect
        $env:FAKE_VAULT_KEY = Get-ServerKey
        $path = $env:PSModulePath
        $env:PSModulePath = $fakes + [IO.Path]::PathSeparator + $path
        $service = @{ BaseUri = Get-ServerUri }
    }

    AfterEach { $env:PSModulePath = $path }

    It 'takes the key from a secret of the type <Secret>' -ForEach @(
        @{ Secret = 'String' }
        @{ Secret = 'PlainString' }
        @{ Secret = 'SecureString' }
        @{ Secret = 'Credential' }
        @{ Secret = 'Bytes' }
        @{ Secret = 'OneEntry' }
        @{ Secret = 'ApiKeyEntry' }
        @{ Secret = 'KeyEntry' }
        @{ Secret = 'CredentialEntry' }
    ) {
        Connect-Seedance -SecretName $Secret @service

        $connection = Get-SeedanceConnection
        $connection.KeySource | Should -BeExactly 'Secret'
        $connection.SecretName | Should -BeExactly $Secret
        $connection.Account.UserName | Should -BeExactly 'sandbox'
        (Get-ServerRequest).Headers.Authorization | Should -BeExactly "Bearer $(Get-ServerKey)"
    }

    It 'prefers the secret to the key in the environment' {
        $env:LEONARDO_API_KEY = '11111111-2222-4333-8444-555555555555'

        (Connect-Seedance -SecretName String -PassThru @service).Account.UserName | Should -BeExactly 'sandbox'
    }

    It 'looks in the vault that is named' {
        Connect-Seedance -SecretName WorkOnly -VaultName Work @service
        (Get-SeedanceConnection).VaultName | Should -BeExactly 'Work'

        Assert-Error (Get-OnlyError { Connect-Seedance -SecretName WorkOnly @service }) -Id SecretNotFound -Category ObjectNotFound
    }

    It 'takes a secret that was found although another vault failed' {
        Connect-Seedance -SecretName FoundElsewhere @service

        (Get-SeedanceConnection).SecretName | Should -BeExactly 'FoundElsewhere'
    }

    It 'explains <Id> for <Secret>, without the key and with the earlier connection unchanged' -ForEach @(
        @{ Secret = 'Missing'; Id = 'SecretNotFound'; Category = 'ObjectNotFound'; Says = 'Missing'; Action = "Set-Secret -Name 'Missing'" }
        @{ Secret = 'Locked'; Id = 'VaultLocked'; Category = 'PermissionDenied'; Says = 'is locked'; Action = 'Unlock-SecretStore' }
        @{ Secret = 'Asking'; Id = 'VaultLocked'; Category = 'PermissionDenied'; Says = 'asks for input'; Action = 'Unlock-SecretStore' }
        @{ Secret = 'AskingTwice'; Id = 'VaultLocked'; Category = 'PermissionDenied'; Says = 'asks for input'; Action = 'Unlock-SecretStore' }
        @{ Secret = 'Failing'; Id = 'SecretFailed'; Category = 'ReadError'; Says = 'disk is on fire'; Action = 'Test-SecretVault' }
        @{ Secret = 'TwoEntries'; Id = 'InvalidSecret'; Category = 'InvalidData'; Says = 'Entries: First, Second\.'; Action = "Set-Secret -Name 'TwoEntries'" }
        @{ Secret = 'BothNames'; Id = 'InvalidSecret'; Category = 'InvalidData'; Says = 'Entries: ApiKey, Key\.'; Action = 'Set-Secret' }
        @{ Secret = 'NoEntry'; Id = 'InvalidSecret'; Category = 'InvalidData'; Says = 'Entries: none\.'; Action = 'Set-Secret' }
        @{ Secret = 'NumberEntry'; Id = 'InvalidSecret'; Category = 'InvalidData'; Says = 'Entries: Key\.'; Action = 'Set-Secret' }
        @{ Secret = 'Number'; Id = 'InvalidSecret'; Category = 'InvalidData'; Says = 'Int32'; Action = 'Set-Secret' }
        @{ Secret = 'BadBytes'; Id = 'InvalidSecret'; Category = 'InvalidData'; Says = 'not UTF-8'; Action = 'Set-Secret' }
        @{ Secret = 'Blank'; Id = 'InvalidConnection'; Category = 'InvalidArgument'; Says = 'empty'; Action = "Set-Secret -Name 'Blank'" }
        @{ Secret = 'Damaged'; Id = 'InvalidConnection'; Category = 'InvalidArgument'; Says = 'contains a space'; Action = "Set-Secret -Name 'Damaged'" }
    ) {
        Connect-Seedance -Sandbox
        $Error.Clear()

        $problem = Get-OnlyError { Connect-Seedance -SecretName $Secret @service }

        Assert-Error $problem -Id $Id -Category $Category
        $problem.TargetObject | Should -BeExactly $Secret
        "$problem" | Should -MatchExactly $Says
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly $Action
        $Error | ForEach-Object { "$_"; "$($_.Exception)"; "$($_.TargetObject)"; $_.ErrorDetails.RecommendedAction } | Should -Not -Match (Get-ServerKey)
        (Get-SeedanceConnection).IsSandbox | Should -BeTrue
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'names a vault that does not exist' {
        $problem = Get-OnlyError { Connect-Seedance -SecretName String -VaultName Nowhere @service }

        Assert-Error $problem -Id SecretFailed -Category ReadError
        "$problem" | Should -MatchExactly 'secret String in the vault Nowhere'
    }

    It 'says how to replace a key in a vault that the service rejects' {
        $env:FAKE_VAULT_KEY = '11111111-2222-4333-8444-555555555555'

        $problem = Get-OnlyError { Connect-Seedance -SecretName String @service }

        Assert-Error $problem -Id Unauthorized -Category AuthenticationError
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly "Set-Secret -Name 'String' .*; Connect-Seedance -SecretName 'String'"
        "$problem" | Should -Not -Match $env:FAKE_VAULT_KEY
    }

    It 'never asks in a shell without a terminal, also without -NonInteractive' {
        # The other end of its standard input stays open: a vault that asked would wait for ever.
        $script = "try { Connect-Seedance -SecretName Asking -BaseUri $(Get-ServerUri) } catch { `$_.FullyQualifiedErrorId }"

        $run = Invoke-Pwsh -Command $script -Interactive

        $run.Output | Should -MatchExactly '^Seedance\.VaultLocked,'
    }

    It 'says how to install SecretManagement when it is missing' {
        $env:PSModulePath = $path

        $problem = Get-OnlyError { Connect-Seedance -SecretName String @service }

        Assert-Error $problem -Id SecretModuleMissing -Category NotInstalled
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Install-Module Microsoft.PowerShell.SecretManagement'
    }
}
