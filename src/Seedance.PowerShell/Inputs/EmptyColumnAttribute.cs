using System.Management.Automation;

namespace Seedance.PowerShell.Inputs;

/// <summary>An empty column of a row is no value, where PowerShell would make it zero.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyColumnAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is not null && MediaArgument.Unwrap(inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}
