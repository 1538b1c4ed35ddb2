# The models of the family: what each accepts, and that the service gets what was asked for.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    . "$PSScriptRoot/Errors.ps1"

    function Get-SentBody { (Get-ServerRequest 'POST */v2/generations' | Select-Object -Last 1).Body | ConvertFrom-Json }
}

AfterAll { Stop-Workplace }

Describe 'Get-SeedanceModel' {
    It 'lists the five models, the default first, with limits, sizes and dated prices' {
        $models = Get-SeedanceModel

        $models.Id | Should -Be 'seedance-2.0-fast', 'seedance-2.0', 'seedance-2.0-mini', 'bytedance/seedance-2.5', 'bytedance/seedance-2.5-flash'
        $models.IsDefault | Should -Be $true, $false, $false, $false, $false
        $models.MaxDuration | Should -Be 15, 15, 15, 30, 30
        $models.MaxAudioReferences | Should -Be 1, 1, 1, 10, 5
        $models[1].Sizes.Size | Select-Object -Unique | Sort-Object | Should -Be '1080p', '2160p', '480p', '720p'
        $price = $models[0].Prices | Where-Object { $_.Size -eq '720p' -and $_.Duration -eq 15 }
        $price.Amount, $price.Unit, $price.Date, $price.Source | Should -Be 5.4239, 'DOLLARS', ([datetime]'2026-08-15'), "the service's pricing calculator"
        $models[3].Prices | Should -BeNullOrEmpty
    }

    It 'finds models by name and pattern, and says when there is none' {
        (Get-SeedanceModel SEEDANCE-2.0).Id | Should -Be 'seedance-2.0'
        Get-SeedanceModel *2.5* | Should -HaveCount 2
        Assert-Error (Get-OnlyError { Get-SeedanceModel sora }) UnknownModel ObjectNotFound
    }

    It 'fits 80 columns' {
        (Get-SeedanceModel | Out-String -Width 80) -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }
}

Describe '-Model' {
    BeforeEach { Reset-Workplace }

    It 'sends <Model>' -ForEach @(
        'seedance-2.0-fast', 'seedance-2.0', 'seedance-2.0-mini', 'bytedance/seedance-2.5', 'bytedance/seedance-2.5-flash' | ForEach-Object { @{ Model = $_ } }
    ) {
        $video = New-SeedanceVideo 'a fox' -Model $Model.ToUpper()

        (Get-SentBody).model | Should -BeExactly $Model
        $video.Model, (Get-SeedanceJob).Model | Should -Be $Model, $Model
    }

    It 'is a column, a script block and part of a draft, also as JSON' {
        [pscustomobject]@{ Prompt = 'row'; Model = 'seedance-2.0' } | New-SeedanceVideo | ForEach-Object Model | Should -Be 'seedance-2.0'
        'block' | New-SeedanceVideo -Model { 'seedance-2.0-mini' } | ForEach-Object Model | Should -Be 'seedance-2.0-mini'
        $draft = New-SeedanceRequest 'draft' -Model bytedance/seedance-2.5 -Duration 30
        $draft | ConvertTo-SeedanceJson | ConvertFrom-SeedanceJson | New-SeedanceVideo | ForEach-Object Model | Should -Be 'bytedance/seedance-2.5'
        (Get-SentBody).parameters.duration | Should -Be 30
    }

    It 'is submitted again by its job' {
        $null = New-SeedanceVideo 'a fox' -Model seedance-2.0-mini

        (Get-SeedanceJob | New-SeedanceVideo).Model | Should -Be 'seedance-2.0-mini'
    }

    It 'decides what is allowed: <Case>' -ForEach @(
        @{ Case = '2.0 has no 30 s'; Arguments = @{ Model = 'seedance-2.0'; Duration = 30 }; Says = 'Duration 30.*4 to 15' }
        @{ Case = '2.5 has no 31 s'; Arguments = @{ Model = 'bytedance/seedance-2.5'; Duration = 31 }; Says = 'Duration 31.*4 to 30' }
        @{ Case = 'fast has no 1080p'; Arguments = @{ Size = '1080p' }; Says = 'Size 1080p.*480p, 720p' }
        @{ Case = '2.5 has no mode'; Arguments = @{ Model = 'bytedance/seedance-2.5'; Mode = 'RESOLUTION_720' }; Says = 'Mode RESOLUTION_720.*no such setting' }
    ) {
        $failure = Get-OnlyError { New-SeedanceVideo 'a fox' @Arguments }

        Assert-Error $failure InvalidRequest InvalidArgument
        "$failure" | Should -Match $Says
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'decides how many references there may be, and whether they have a strength' {
        New-TestImage (1..5 | ForEach-Object { "$_.png" })

        Assert-Error (Get-OnlyError { New-SeedanceVideo 'a fox' -ImageReference *.png -Model seedance-2.0 }) InvalidRequest InvalidArgument
        New-SeedanceVideo 'a fox' -ImageReference *.png -Model bytedance/seedance-2.5 | Should -HaveCount 1
        $strong = New-SeedanceRequest 'a fox' -Model bytedance/seedance-2.5 | Add-SeedanceImageReference 1.png -Strength High
        "$(Get-OnlyError { $strong | New-SeedanceVideo })" | Should -Match '-Strength High.*no such setting'
    }

    It 'has the larger sizes of seedance-2.0' {
        $draft = New-SeedanceRequest 'a fox' -Model seedance-2.0 -Size 2160p -AspectRatio 9:16

        $draft.Width, $draft.Height | Should -Be 2160, 3840
        "$(Get-OnlyError { New-SeedanceRequest 'a fox' -Model seedance-2.0 -Size 2160p -AspectRatio 21:9 })" | Should -Match 'AspectRatio 21:9.*16:9, 1:1, 9:16'
    }

    It 'that the table lacks is refused, unless -AllowUnknownModel is given' {
        $failure = Get-OnlyError { New-SeedanceVideo 'a fox' -Model seedance-3.0 }
        Assert-Error $failure InvalidRequest InvalidArgument
        $failure.ErrorDetails.RecommendedAction | Should -Match '-AllowUnknownModel'
        Get-ServerRequest | Should -BeNullOrEmpty
        Get-OnlyError { New-SeedanceRequest 'a fox' -Model seedance-3.0 } | Should -Not -BeNullOrEmpty

        # The service knows better than the table, and here it does not know the model either.
        $sent = Get-OnlyError { New-SeedanceVideo 'a fox' -Model seedance-3.0 -Duration 60 -AllowUnknownModel }
        "$sent" | Should -Match 'model must be one of'
        (Get-SentBody).model, (Get-SentBody).parameters.duration | Should -Be 'seedance-3.0', 60
    }

    It 'is still checked for what all models share' {
        "$(Get-OnlyError { New-SeedanceVideo 'a fox' -Model seedance-3.0 -AllowUnknownModel -Seed -2 })" | Should -Match '-Seed -2'
        "$(Get-OnlyError { New-SeedanceVideo ('x' * 5001) -Model seedance-3.0 -AllowUnknownModel })" | Should -Match '5001 characters'
    }

    It 'of a batch is part of the input, so that another model is another job' {
        $null = New-SeedanceVideo 'a fox' -JobName trailer
        $null = New-SeedanceVideo 'a fox' -JobName trailer -Model seedance-2.0-mini

        Get-ServerJob | Should -HaveCount 2
    }
}
