using System.Collections;
using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Only objects of the type itself are accepted: from a dictionary or a restored object PowerShell would make one with part of the values.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OwnTypeAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Value.Unwrap(inputData) switch
    {
        null => inputData,
        IList several => several.Cast<object?>().FirstOrDefault(one => !IsOfType(one)) is { } other ? throw NotOfType(other) : inputData,
        _ => IsOfType(inputData) ? inputData : throw NotOfType(inputData!),
    };

    // Null is left to the parameter's own validation.
    private bool IsOfType(object? value) => Value.Unwrap(value) is not { } one || type.IsInstanceOfType(one);

    private ArgumentTransformationMetadataException NotOfType(object value) => new(ModuleMessages.NotOfType(Value.TypeName(value), type.Name));
}
