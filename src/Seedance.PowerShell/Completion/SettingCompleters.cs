using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Seedance.PowerShell;

/// <summary>Completes a setting from the model's table, with what each value means.</summary>
internal abstract class SettingCompleter : IArgumentCompleter
{
    protected abstract IEnumerable<(string Value, string Meaning)> Values(VideoModel model);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Values(VideoModel.Seedance20Fast)
            .Where(value => value.Value.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value.Value, value.Value, CompletionResultType.ParameterValue, value.Meaning));
}

/// <summary>Completes -Duration.</summary>
internal sealed class DurationCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Meaning)> Values(VideoModel model)
    {
        for (var seconds = model.Duration.Lowest; seconds <= model.Duration.Highest; seconds++)
        {
            yield return (seconds.ToString(CultureInfo.InvariantCulture), Strings.MeaningOfDuration(seconds, model.CreditsPerSecond));
        }
    }
}

/// <summary>Completes -Width.</summary>
internal sealed class WidthCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Meaning)> Values(VideoModel model) =>
        model.Sizes.Select(size => (size.Width.ToString(CultureInfo.InvariantCulture), Strings.MeaningOfSize(size))).GroupBy(value => value.Item1).Select(same => same.First());
}

/// <summary>Completes -Height.</summary>
internal sealed class HeightCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Meaning)> Values(VideoModel model) =>
        model.Sizes.Select(size => (size.Height.ToString(CultureInfo.InvariantCulture), Strings.MeaningOfSize(size))).GroupBy(value => value.Item1).Select(same => same.First());
}

/// <summary>Completes -Size.</summary>
internal sealed class SizeCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Meaning)> Values(VideoModel model) =>
        model.CreditsPerSecond.Select(tier => (tier.Key, Strings.MeaningOfTier(tier.Key, tier.Value)));
}

/// <summary>Completes -AspectRatio.</summary>
internal sealed class AspectRatioCompleter : SettingCompleter
{
    protected override IEnumerable<(string Value, string Meaning)> Values(VideoModel model) =>
        model.Sizes.GroupBy(size => size.AspectRatio).Select(same => (same.Key, string.Join(", ", same.Select(Strings.MeaningOfSize))));
}
